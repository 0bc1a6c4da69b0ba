// edition/clear
// Takes away every live relationship, and the live nodes that the next edition has not: the others are written over.
// $kept: texts
MATCH (live:Rule|Scenario|PayComponent|Clause|Authority|Document|Interpretation|Case)
OPTIONAL MATCH (live)-[edge]-()
DELETE edge
WITH DISTINCT live, COLLECT { UNWIND labels(live) AS label RETURN label ORDER BY label } AS labels
WITH live, reduce(told = '', label IN labels | told + label + ':') + coalesce(live.owner + '/', '')
  + coalesce(live.about + '/' + live.name, live.code, live.citation, live.type, live.id) AS name
WHERE NOT coalesce(name, '') IN $kept
DETACH DELETE live
