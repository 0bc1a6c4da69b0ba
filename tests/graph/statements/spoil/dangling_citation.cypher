// PUBLIC/OPS-REPORT rests on 14 CFR 999 and does not cite it
MATCH (rule:Rule {code: 'OPS-REPORT'})
SET rule.clause = '14 CFR 999'
