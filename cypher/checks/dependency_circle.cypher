// checks/dependency_circle
// No pay component may wait for itself by steps that all count for one airline on the day when the last of them begins.
MATCH ()-[drawn:DEPENDS_ON]->()
WITH collect(DISTINCT drawn.owner) AS owners
MATCH (component:PayComponent)-[last:DEPENDS_ON]->(needed:PayComponent)
WHERE component <> needed
UNWIND CASE last.owner WHEN 'PUBLIC' THEN owners ELSE [last.owner] END AS owner
MATCH path = shortestPath((needed)-[:DEPENDS_ON*]->(component))
WHERE all(edge IN relationships(path) WHERE edge.owner IN ['PUBLIC', owner]
  AND coalesce(edge.since <= last.since, edge.since IS NULL) AND coalesce(last.since < edge.until, true))
RETURN DISTINCT component.type + ' depends on itself through '
  + reduce(told = '', step IN nodes(path)[..-1] | told + step.type + ', ') + 'and so back' AS what
UNION
MATCH (component:PayComponent)-[:DEPENDS_ON]->(component)
RETURN component.type + ' depends on itself' AS what
