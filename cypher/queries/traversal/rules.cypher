// traversal/rules
// The rules of these owners, each once: also those that apply to no scenario, since a Rulebook says that they bind nobody.
// $owners: texts
MATCH (rule:Rule)
WHERE rule.owner IN $owners
RETURN properties(rule) AS rule
