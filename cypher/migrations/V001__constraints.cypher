// What identifies a node, for every kind of node. Community editions have no node keys: uniqueness is enough, because
// nothing writes a node without its owner and code.
CREATE CONSTRAINT rule_key IF NOT EXISTS
FOR (rule:Rule) REQUIRE (rule.owner, rule.code) IS UNIQUE;

CREATE CONSTRAINT scenario_key IF NOT EXISTS
FOR (scenario:Scenario) REQUIRE (scenario.owner, scenario.id) IS UNIQUE;

CREATE CONSTRAINT component_type IF NOT EXISTS
FOR (component:PayComponent) REQUIRE component.type IS UNIQUE;

CREATE CONSTRAINT clause_citation IF NOT EXISTS
FOR (clause:Clause) REQUIRE clause.citation IS UNIQUE;

CREATE CONSTRAINT edition_id IF NOT EXISTS
FOR (edition:Edition) REQUIRE edition.id IS UNIQUE;
