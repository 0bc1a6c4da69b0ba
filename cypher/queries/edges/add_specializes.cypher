// edges/add_specializes
// Draws which scenarios are a case of a wider one.
// $edges: rows
UNWIND $edges AS row
MATCH (scenario:Scenario {owner: row.source[0], id: row.source[1]})
MATCH (wider:Scenario {owner: row.target[0], id: row.target[1]})
CREATE (scenario)-[edge:SPECIALIZES]->(wider)
SET edge = row.properties
RETURN count(edge) AS drawn
