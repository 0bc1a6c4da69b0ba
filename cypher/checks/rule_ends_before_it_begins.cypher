// checks/rule_ends_before_it_begins
// A rule is in force for a day at least, and begins on one.
MATCH (rule:Rule)
WHERE rule.effective IS NULL OR rule.expires <= rule.effective
RETURN rule.owner + '/' + rule.code + ' is never in force' AS what
