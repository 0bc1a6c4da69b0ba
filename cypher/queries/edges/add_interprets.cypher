// edges/add_interprets
// Draws which rules an interpretation reads.
// $edges: rows
UNWIND $edges AS row
MATCH (interpretation:Interpretation {owner: row.source[0], code: row.source[1]})
MATCH (rule:Rule {owner: row.target[0], code: row.target[1]})
CREATE (interpretation)-[edge:INTERPRETS]->(rule)
SET edge = row.properties
RETURN count(edge) AS drawn
