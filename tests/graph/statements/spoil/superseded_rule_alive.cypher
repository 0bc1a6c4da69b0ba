// XP/XP-secret-former is still live on 2026-01-01, when XP/XP-secret-premium supersedes it
MATCH (rule:Rule {code: 'XP-secret-former'})
SET rule.expires = date('2026-01-02')
