// edition/cases
// Every live worked case.
MATCH (example:Case)
RETURN properties(example) AS `case`
