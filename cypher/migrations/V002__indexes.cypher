// What people and queries look for besides keys.
CREATE INDEX rule_category IF NOT EXISTS
FOR (rule:Rule) ON (rule.category);

CREATE INDEX rule_code IF NOT EXISTS
FOR (rule:Rule) ON (rule.code);

CREATE INDEX scenario_category IF NOT EXISTS
FOR (scenario:Scenario) ON (scenario.category);

CREATE INDEX scenario_id IF NOT EXISTS
FOR (scenario:Scenario) ON (scenario.id);

CREATE INDEX component_grain IF NOT EXISTS
FOR (component:PayComponent) ON (component.grain);

CREATE FULLTEXT INDEX rule_words IF NOT EXISTS
FOR (rule:Rule) ON EACH [rule.code, rule.title, rule.text];

CREATE FULLTEXT INDEX clause_words IF NOT EXISTS
FOR (clause:Clause) ON EACH [clause.citation, clause.text];
