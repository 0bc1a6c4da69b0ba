// checks/override_circle
// No rule may displace itself through steps that all count for one airline on the day when the last of them begins.
MATCH ()-[drawn:OVERRIDES]->()
WITH collect(DISTINCT drawn.owner) AS owners
MATCH (rule:Rule)-[last:OVERRIDES]->(other:Rule)
WHERE rule <> other
UNWIND CASE last.owner WHEN 'PUBLIC' THEN owners ELSE [last.owner] END AS owner
MATCH path = shortestPath((other)-[:OVERRIDES*]->(rule))
WHERE all(edge IN relationships(path) WHERE edge.owner IN ['PUBLIC', owner]
  AND coalesce(edge.since <= last.since, edge.since IS NULL) AND coalesce(last.since < edge.until, true))
RETURN DISTINCT rule.owner + '/' + rule.code + ' overrides itself through '
  + reduce(told = '', step IN nodes(path)[..-1] | told + step.owner + '/' + step.code + ', ') + 'and so back' AS what
UNION
MATCH (rule:Rule)-[:OVERRIDES]->(rule)
RETURN rule.owner + '/' + rule.code + ' overrides itself' AS what
