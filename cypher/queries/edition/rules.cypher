// edition/rules
// Every live rule.
MATCH (rule:Rule)
RETURN properties(rule) AS rule
