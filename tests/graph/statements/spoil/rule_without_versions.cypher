// PUBLIC/OPS-REPORT has no versions
MATCH (rule:Rule {code: 'OPS-REPORT'})
REMOVE rule.versions;
