MATCH (rule:Rule {owner: 'XP', code: 'SAMPLE_Section_4.B'}) SET rule.title = 'Overtime, never', rule.priority = null
