// scenario
// The rules of one scenario, found from the wrong end: every relationship is looked at, and no index is used.
// $owner: text
// $id: text
// $owners: texts
MATCH (rule)-[edge]->(scenario)
WHERE type(edge) = 'APPLIES_TO' AND scenario.owner = $owner AND scenario.id = $id
  AND edge.owner IN $owners AND rule.owner IN $owners
RETURN properties(rule) AS rule
