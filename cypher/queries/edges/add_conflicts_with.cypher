// edges/add_conflicts_with
// Draws which rules disagree, and the method that settles it.
// $edges: rows
UNWIND $edges AS row
MATCH (rule:Rule {owner: row.source[0], code: row.source[1]})
MATCH (other:Rule {owner: row.target[0], code: row.target[1]})
CREATE (rule)-[edge:CONFLICTS_WITH]->(other)
SET edge = row.properties
RETURN count(edge) AS drawn
