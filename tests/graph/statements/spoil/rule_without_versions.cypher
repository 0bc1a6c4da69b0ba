MATCH (rule:Rule {code: 'OPS-REPORT'})
REMOVE rule.versions;
