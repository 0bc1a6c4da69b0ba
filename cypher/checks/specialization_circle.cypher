// checks/specialization_circle
// No scenario may be a case of itself.
MATCH (scenario:Scenario)-[:SPECIALIZES*1..16]->(scenario)
RETURN DISTINCT scenario.owner + '/' + scenario.id + ' specializes itself' AS what
