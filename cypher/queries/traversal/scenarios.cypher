// traversal/scenarios
// Scenario by scenario, which rules apply to it as far as these owners see: who drew it, the rule, notes, days.
// $owners: texts
MATCH (scenario:Scenario)
WHERE scenario.owner IN $owners
RETURN
  properties(scenario) AS scenario,
  [(scenario)<-[edge:APPLIES_TO]-(rule:Rule) WHERE edge.owner IN $owners AND rule.owner IN $owners |
    [edge.owner, [rule.owner, rule.code], edge.notes, edge.since, edge.until]
  ] AS drawn
