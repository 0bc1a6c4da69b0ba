// rules/context
// Rules by key with what surrounds them, as far as these owners see.
// $keys: keys
// $owners: texts
UNWIND $keys AS key
MATCH (rule:Rule {owner: key[0], code: key[1]})
WHERE rule.owner IN $owners
RETURN
  properties(rule) AS rule,
  [(rule)-[edge:CITES]->(clause:Clause) WHERE edge.owner IN $owners | properties(clause)] AS clauses,
  [(rule)-[edge:APPLIES_TO]->(scenario:Scenario) WHERE edge.owner IN $owners | properties(scenario)] AS scenarios,
  [(rule)-[edge:OVERRIDES]->(other:Rule) WHERE edge.owner IN $owners | [other.owner, other.code]] AS overrides,
  [(rule)<-[edge:OVERRIDES]-(other:Rule) WHERE edge.owner IN $owners | [other.owner, other.code]] AS overridden_by,
  [(rule)-[edge:CONFLICTS_WITH]-(other:Rule) WHERE edge.owner IN $owners |
    {rule: [other.owner, other.code], method: edge.resolutionMethod, notes: coalesce(edge.notes, '')}] AS conflicts
