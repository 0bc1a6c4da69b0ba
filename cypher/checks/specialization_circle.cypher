// checks/specialization_circle
// No scenario may be a case of itself by steps that all count for one airline on the day when the last of them begins.
MATCH ()-[drawn:SPECIALIZES]->()
WITH collect(DISTINCT drawn.owner) AS owners
MATCH (scenario:Scenario)-[last:SPECIALIZES]->(wider:Scenario)
WHERE scenario <> wider
UNWIND CASE last.owner WHEN 'PUBLIC' THEN owners ELSE [last.owner] END AS owner
MATCH path = shortestPath((wider)-[:SPECIALIZES*]->(scenario))
WHERE all(edge IN relationships(path) WHERE edge.owner IN ['PUBLIC', owner]
  AND coalesce(edge.since <= last.since, edge.since IS NULL) AND coalesce(last.since < edge.until, true))
RETURN DISTINCT scenario.owner + '/' + scenario.id + ' specializes itself through '
  + reduce(told = '', step IN nodes(path)[..-1] | told + step.owner + '/' + step.id + ', ') + 'and so back' AS what
UNION
MATCH (scenario:Scenario)-[:SPECIALIZES]->(scenario)
RETURN scenario.owner + '/' + scenario.id + ' specializes itself' AS what
