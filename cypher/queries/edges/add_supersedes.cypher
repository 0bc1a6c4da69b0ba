// edges/add_supersedes
// Draws which rules follow which others, that end where they begin.
// $edges: rows
UNWIND $edges AS row
MATCH (rule:Rule {owner: row.source[0], code: row.source[1]})
MATCH (other:Rule {owner: row.target[0], code: row.target[1]})
CREATE (rule)-[edge:SUPERSEDES]->(other)
SET edge = row.properties
RETURN count(edge) AS drawn
