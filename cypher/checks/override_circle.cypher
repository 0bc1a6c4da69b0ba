// checks/override_circle
// No rule may displace itself through relationships that count for one airline.
MATCH path = (rule:Rule)-[:OVERRIDES*1..16]->(rule)
WITH rule, [edge IN relationships(path) WHERE edge.owner <> 'PUBLIC' | edge.owner] AS owners
WHERE all(owner IN owners WHERE owner = owners[0])
RETURN DISTINCT rule.owner + '/' + rule.code + ' overrides itself through others' AS what
