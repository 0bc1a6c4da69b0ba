// traversal/scenarios
// Scenario by scenario, the rules that apply to it as far as these owners see.
// $owners: texts
MATCH (scenario:Scenario)
WHERE scenario.owner IN $owners
OPTIONAL MATCH (scenario)<-[edge:APPLIES_TO]-(rule:Rule)
WHERE edge.owner IN $owners AND rule.owner IN $owners
WITH scenario, collect(properties(rule)) AS rules,
  collect(
    CASE WHEN edge IS NULL THEN null ELSE {
      kind: type(edge),
      owner: edge.owner,
      source: [rule.owner, rule.code],
      target: [scenario.owner, scenario.id],
      notes: coalesce(edge.notes, ''),
      since: edge.since,
      until: edge.until
    } END
  ) AS edges
RETURN properties(scenario) AS scenario, rules, edges
