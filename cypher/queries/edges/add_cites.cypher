// edges/add_cites
// Draws which clauses a rule rests on.
// $edges: rows
UNWIND $edges AS row
MATCH (rule:Rule {owner: row.source[0], code: row.source[1]})
MATCH (clause:Clause {citation: row.target[1]})
CREATE (rule)-[edge:CITES]->(clause)
SET edge = row.properties
RETURN count(edge) AS drawn
