MATCH (scenario:Scenario {id: 'any_flight'}), (rule:Rule {owner: 'PUBLIC', code: '14CFR117.13(a)'}), (clause:Clause)
WITH scenario, rule, collect(clause)[0] AS clause
SET scenario:Odd, clause.odd = 1, rule.title = 'odd'
REMOVE rule:FaaRule
CREATE (:Stranger)-[:ODD]->(scenario), (:Rule {versions: '[]'}), (:Rule {owner: 'XP', code: 'odd'}),
  (clause)-[:CITES {owner: 'XP'}]->(scenario)
