MATCH (:Rule {owner: 'XP', code: 'SAMPLE_Section_4.A'})-[live:CONFLICTS_WITH]->() SET live.resolutionMethod = 'MANUAL_REVIEW'
