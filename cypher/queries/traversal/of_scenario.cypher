// traversal/of_scenario
// The rules that are drawn to these scenarios, as far as these owners see: as one row, since rows cost more than rules.
// $scenarios: keys
// $owners: texts
UNWIND $scenarios AS key
MATCH (scenario:Scenario {owner: key[0], id: key[1]})<-[edge:APPLIES_TO]-(rule:Rule)
WHERE scenario.owner IN $owners AND edge.owner IN $owners AND rule.owner IN $owners
RETURN collect(DISTINCT properties(rule)) AS rules
