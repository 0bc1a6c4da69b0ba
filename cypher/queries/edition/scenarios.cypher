// edition/scenarios
// Every live scenario.
MATCH (scenario:Scenario)
RETURN properties(scenario) AS scenario
