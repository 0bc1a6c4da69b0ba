// rules/context
// Rules by key with what surrounds them, as far as these owners see and as it stands on a day, each list in one order.
// $keys: keys
// $owners: texts
// $on: day
UNWIND $keys AS key
MATCH (rule:Rule {owner: key[0], code: key[1]})
WHERE rule.owner IN $owners
RETURN
  properties(rule) AS rule,
  COLLECT {
    MATCH (rule)-[edge:CITES]->(clause:Clause)
    WHERE edge.owner IN $owners
      AND (edge.since IS NULL OR edge.since <= $on) AND (edge.until IS NULL OR $on < edge.until)
    WITH DISTINCT clause ORDER BY clause.citation
    RETURN properties(clause)
  } AS clauses,
  COLLECT {
    MATCH (rule)-[edge:APPLIES_TO]->(scenario:Scenario)
    WHERE edge.owner IN $owners AND scenario.owner IN $owners
      AND (edge.since IS NULL OR edge.since <= $on) AND (edge.until IS NULL OR $on < edge.until)
    WITH DISTINCT scenario ORDER BY scenario.owner, scenario.id
    RETURN properties(scenario)
  } AS scenarios,
  COLLECT {
    MATCH (rule)-[edge:OVERRIDES]->(other:Rule)
    WHERE edge.owner IN $owners AND other.owner IN $owners
      AND (edge.since IS NULL OR edge.since <= $on) AND (edge.until IS NULL OR $on < edge.until)
    WITH DISTINCT other ORDER BY other.owner, other.code
    RETURN [other.owner, other.code]
  } AS overrides,
  COLLECT {
    MATCH (rule)<-[edge:OVERRIDES]-(other:Rule)
    WHERE edge.owner IN $owners AND other.owner IN $owners
      AND (edge.since IS NULL OR edge.since <= $on) AND (edge.until IS NULL OR $on < edge.until)
    WITH DISTINCT other ORDER BY other.owner, other.code
    RETURN [other.owner, other.code]
  } AS overridden_by,
  COLLECT {
    MATCH (rule)-[edge:CONFLICTS_WITH]-(other:Rule)
    WHERE edge.owner IN $owners AND other.owner IN $owners
      AND (edge.since IS NULL OR edge.since <= $on) AND (edge.until IS NULL OR $on < edge.until)
    WITH other, edge ORDER BY other.owner, other.code, edge.owner, startNode(edge).code
    RETURN {rule: [other.owner, other.code], method: edge.resolutionMethod, notes: coalesce(edge.notes, '')}
  } AS conflicts
