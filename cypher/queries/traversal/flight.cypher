// traversal/flight
// The rules that one flight's scenarios select for one crew member, and all that displaces or disputes them, as one row.
// $scenarios: keys
// $owners: texts
// $position: text
// $base: text
// $on: day
UNWIND $scenarios AS key
MATCH (scenario:Scenario {owner: key[0], id: key[1]})<-[edge:APPLIES_TO]-(rule:Rule)
WHERE edge.owner IN $owners AND rule.owner IN $owners AND scenario.owner IN $owners
  AND (edge.since IS NULL OR edge.since <= $on) AND (edge.until IS NULL OR $on < edge.until)
  AND rule.effective <= $on AND (rule.expires IS NULL OR $on < rule.expires)
  AND $position IN rule.positions AND (size(rule.bases) = 0 OR $base IN rule.bases)
WITH collect(DISTINCT rule) AS selected
UNWIND selected AS rule
MATCH (rule)-[edges:OVERRIDES|CONFLICTS_WITH*0..]-(near:Rule)
WHERE near.owner IN $owners AND all(edge IN edges WHERE edge.owner IN $owners)
WITH DISTINCT selected, near
RETURN collect({
  rule: properties(near),
  selects: near IN selected,
  drawn: [(near)-[edge:APPLIES_TO]->(scenario:Scenario) WHERE edge.owner IN $owners AND scenario.owner IN $owners |
    [edge.owner, [scenario.owner, scenario.id], edge.notes, edge.since, edge.until]
  ]
}) AS found
