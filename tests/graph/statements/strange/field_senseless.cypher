MATCH (rule:Rule {owner: 'XP', code: 'SAMPLE_Section_3.C'}) SET rule.versions = 'nothing', rule.hard = 1.5
