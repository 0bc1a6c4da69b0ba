// edition/add_scenarios
// Creates scenarios.
// $scenarios: rows
UNWIND $scenarios AS row
CREATE (scenario:Scenario)
SET scenario = row
