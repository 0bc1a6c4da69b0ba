// edition/add_scenarios
// Writes scenarios.
// $scenarios: rows
UNWIND $scenarios AS row
MERGE (scenario:Scenario {owner: row.owner, id: row.id})
SET scenario = row
