// traversal/rules
// The rules of these owners, as one row: also those that apply to nothing, since a Rulebook says that they bind nobody.
// $owners: texts
MATCH (rule:Rule)
WHERE rule.owner IN $owners
RETURN collect(properties(rule)) AS rules
