MATCH (rule:Rule)
RETURN labels(rule) AS labels, rule.kind AS kind, rule.effective AS effective
