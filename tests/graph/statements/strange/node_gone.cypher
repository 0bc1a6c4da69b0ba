MATCH (live:Clause {citation: 'SAMPLE CBA Section 6.A'}) DETACH DELETE live
