CREATE (:Scenario {owner: 'XP', id: 'invented', title: 'Invented'})
