// checks/rule_without_clause
// A rule that cites no clause cannot be defended.
MATCH (rule:Rule)
WHERE NOT (rule)-[:CITES]->(:Clause)
RETURN rule.owner + '/' + rule.code + ' cites no clause' AS what
