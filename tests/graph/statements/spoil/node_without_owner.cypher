// Scenario 
MATCH (scenario:Scenario {id: 'red_eye'})
REMOVE scenario.owner;
