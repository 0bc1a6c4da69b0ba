MATCH (one:Rule {owner: 'XP', code: 'SAMPLE_Section_4.A'}), (other:Rule {owner: 'XP', code: 'SAMPLE_Section_4.B'})
CREATE (one)-[:LIKES]->(other)
