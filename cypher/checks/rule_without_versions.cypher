// checks/rule_without_versions
// A rule's dated content is kept on its node, as the JSON text of a list.
MATCH (rule:Rule)
WHERE rule.versions IS NULL OR NOT rule.versions STARTS WITH '['
RETURN rule.owner + '/' + rule.code + ' has no versions' AS what
