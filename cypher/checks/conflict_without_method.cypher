// checks/conflict_without_method
// A declared conflict names the method that settles it.
MATCH (rule:Rule)-[conflict:CONFLICTS_WITH]->(other:Rule)
WHERE conflict.resolutionMethod IS NULL
RETURN rule.code + ' conflicts with ' + other.code + ' and no method settles it' AS what
