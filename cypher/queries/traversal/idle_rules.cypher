// traversal/idle_rules
// Rules of these owners that apply to no scenario: they bind nobody, and a Rulebook says so.
// $owners: texts
MATCH (rule:Rule)
WHERE rule.owner IN $owners
  AND NOT EXISTS {
    MATCH (rule)-[edge:APPLIES_TO]->(scenario:Scenario)
    WHERE edge.owner IN $owners AND scenario.owner IN $owners
  }
RETURN properties(rule) AS rule
