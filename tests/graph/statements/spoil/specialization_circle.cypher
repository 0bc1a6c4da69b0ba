MATCH (scenario:Scenario)-[edge:SPECIALIZES]->(wider:Scenario)
CREATE (wider)-[turned:SPECIALIZES]->(scenario)
SET turned = properties(edge);
