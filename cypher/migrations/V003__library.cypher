// Who issued what, how it is read, and the worked cases.
CREATE CONSTRAINT authority_code IF NOT EXISTS
FOR (authority:Authority) REQUIRE authority.code IS UNIQUE;

CREATE CONSTRAINT document_key IF NOT EXISTS
FOR (document:Document) REQUIRE (document.owner, document.code) IS UNIQUE;

CREATE CONSTRAINT interpretation_key IF NOT EXISTS
FOR (interpretation:Interpretation) REQUIRE (interpretation.owner, interpretation.code) IS UNIQUE;

CREATE CONSTRAINT case_key IF NOT EXISTS
FOR (example:Case) REQUIRE (example.owner, example.about, example.name) IS UNIQUE;

CREATE INDEX clause_document IF NOT EXISTS
FOR (clause:Clause) ON (clause.document);

CREATE FULLTEXT INDEX scenario_words IF NOT EXISTS
FOR (scenario:Scenario) ON EACH [scenario.id, scenario.title, scenario.description];
