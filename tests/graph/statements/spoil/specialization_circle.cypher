// PUBLIC/delayed_flight specializes itself
MATCH (scenario:Scenario)-[edge:SPECIALIZES]->(wider:Scenario)
CREATE (wider)-[turned:SPECIALIZES]->(scenario)
SET turned = properties(edge);
