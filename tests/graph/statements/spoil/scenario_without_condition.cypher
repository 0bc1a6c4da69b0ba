// PUBLIC/red_eye has no condition
MATCH (scenario:Scenario {id: 'red_eye'})
SET scenario.condition = ' '
