// edition/live_relationships
// Every relationship between live nodes as it stands, derived ones and strange ones included.
MATCH (source:Rule|Scenario|PayComponent|Clause|Authority|Document|Interpretation|Case)-[live]->(target)
WHERE target:Rule|Scenario|PayComponent|Clause|Authority|Document|Interpretation|Case
RETURN
  type(live) AS kind,
  properties(live) AS properties,
  labels(source) AS source_labels,
  source {.owner, .code, .id, .type, .citation, .about, .name} AS source,
  labels(target) AS target_labels,
  target {.owner, .code, .id, .type, .citation, .about, .name} AS target
