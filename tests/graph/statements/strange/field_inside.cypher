MATCH (rule:Rule {owner: 'XP', code: 'SAMPLE_Section_5.C_controllable_delay'})
SET rule.versions = replace(rule.versions, '"percent":50', '"percent":5')
