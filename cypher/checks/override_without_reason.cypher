// checks/override_without_reason
// Who reads that a rule stands in place of another reads why.
MATCH (rule:Rule)-[override:OVERRIDES]->(other:Rule)
WHERE override.because IS NULL OR trim(override.because) = ''
RETURN rule.owner + '/' + rule.code + ' overrides ' + other.owner + '/' + other.code + ' and nobody says why' AS what
