// XP/XP-secret-former is never in force
MATCH (rule:Rule {code: 'XP-secret-former'})
SET rule.expires = rule.effective
