// checks/specialization_circle
// No scenario may be a case of itself. DISTINCT ends keep the walk from naming every way between two scenarios.
MATCH (scenario:Scenario)-[:SPECIALIZES*1..16]->(wider:Scenario)
WITH DISTINCT scenario, wider
WHERE wider = scenario
RETURN scenario.owner + '/' + scenario.id + ' specializes itself' AS what
