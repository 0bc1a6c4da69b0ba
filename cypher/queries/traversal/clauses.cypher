// traversal/clauses
// The clauses that rules of these owners rest on, each with its citations: who drew it, the rule, notes, days.
// $owners: texts
MATCH (clause:Clause)
WITH clause,
  [(clause)<-[edge:CITES]-(rule:Rule) WHERE edge.owner IN $owners AND rule.owner IN $owners |
    [edge.owner, [rule.owner, rule.code], edge.notes, edge.since, edge.until]
  ] AS drawn
WHERE size(drawn) > 0
RETURN properties(clause) AS clause, drawn
