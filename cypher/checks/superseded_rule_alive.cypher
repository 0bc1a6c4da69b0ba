// checks/superseded_rule_alive
// A rule that another follows has ended when that one begins. So no rule can follow itself through others.
MATCH (rule:Rule)-[:SUPERSEDES]->(old:Rule)
WHERE old.expires IS NULL OR old.expires > rule.effective
RETURN old.owner + '/' + old.code + ' is still live on ' + toString(rule.effective) + ', when '
  + rule.owner + '/' + rule.code + ' supersedes it' AS what
