// traversal/clauses
// The clauses that rules of these owners rest on.
// $owners: texts
MATCH (rule:Rule)-[edge:CITES]->(clause:Clause)
WHERE rule.owner IN $owners AND edge.owner IN $owners
WITH clause, collect({
  kind: type(edge),
  owner: edge.owner,
  source: [rule.owner, rule.code],
  target: ['PUBLIC', clause.citation],
  notes: coalesce(edge.notes, ''),
  since: edge.since,
  until: edge.until
}) AS edges
RETURN properties(clause) AS clause, edges
