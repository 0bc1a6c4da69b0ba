MATCH (s:Scenario {id: 'delayed_flight_controllable'})
MATCH (r)-[:APPLIES_TO]->(s)
RETURN r.code, r.title, r.priority
ORDER BY r.priority DESC;
