// checks/override_circle
// No rule may displace itself through relationships that count for one airline, whose own step comes first, on one day.
MATCH (rule:Rule)-[first:OVERRIDES]->(other:Rule)
WHERE rule <> other
MATCH path = shortestPath((other)-[:OVERRIDES*]->(rule))
WHERE all(edge IN relationships(path) WHERE edge.owner IN ['PUBLIC', first.owner]
  AND coalesce(edge.since < first.until, true) AND coalesce(first.since < edge.until, true))
RETURN DISTINCT rule.owner + '/' + rule.code + ' overrides itself through others' AS what
UNION
MATCH (rule:Rule)-[:OVERRIDES]->(rule)
RETURN rule.owner + '/' + rule.code + ' overrides itself' AS what
