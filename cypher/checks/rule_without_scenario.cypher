// checks/rule_without_scenario
// A rule that says something says it in a situation; text alone may stand for itself.
MATCH (rule:Rule)
WHERE rule.versions <> '[]' AND NOT EXISTS { (rule)-[:APPLIES_TO]->(:Scenario) }
RETURN rule.owner + '/' + rule.code + ' applies to no scenario' AS what
