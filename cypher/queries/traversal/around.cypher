// traversal/around
// These scenarios and all that they lie inside, each with what it is drawn inside of, as one row.
// $scenarios: keys
// $owners: texts
UNWIND $scenarios AS key
MATCH (scenario:Scenario {owner: key[0], id: key[1]})-[steps:SPECIALIZES*0..]->(around:Scenario)
WHERE scenario.owner IN $owners AND around.owner IN $owners AND all(step IN steps WHERE step.owner IN $owners)
WITH DISTINCT around
RETURN collect({
  scenario: properties(around),
  drawn: [(around)-[edge:SPECIALIZES]->(wider:Scenario) WHERE edge.owner IN $owners AND wider.owner IN $owners |
    [edge.owner, [wider.owner, wider.id], edge.notes, edge.since, edge.until]
  ]
}) AS found
