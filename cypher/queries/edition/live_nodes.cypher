// edition/live_nodes
// Every live node as it stands, whatever somebody may have made of it.
MATCH (live:Rule|Scenario|PayComponent|Clause|Authority|Document|Interpretation|Case)
RETURN labels(live) AS labels, properties(live) AS properties
