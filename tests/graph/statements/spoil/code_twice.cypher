// PUBLIC/OPS-REPORT is live in 2 versions
MATCH (rule:Rule {code: 'OPS-REPORT'})
CREATE (copy:Rule)
SET copy = rule {.*, code: 'ops-report '}
