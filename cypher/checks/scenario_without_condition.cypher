// checks/scenario_without_condition
// A scenario says when it holds: without that it would hold for everything, or for nothing.
MATCH (scenario:Scenario)
WHERE scenario.condition IS NULL OR trim(scenario.condition) = ''
RETURN scenario.owner + '/' + scenario.id + ' has no condition' AS what
