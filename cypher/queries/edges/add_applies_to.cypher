// edges/add_applies_to
// Draws which scenarios a rule applies to.
// $edges: rows
UNWIND $edges AS row
MATCH (rule:Rule {owner: row.source[0], code: row.source[1]})
MATCH (scenario:Scenario {owner: row.target[0], id: row.target[1]})
CREATE (rule)-[edge:APPLIES_TO]->(scenario)
SET edge = row.properties
RETURN count(edge) AS drawn
