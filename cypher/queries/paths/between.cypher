// paths/between
// A shortest way between two nodes along relationships of any direction not ended by a day, as far as these owners see.
// $one: text
// $other: text
// $owners: texts
// $on: day
MATCH (one), (other)
WHERE elementId(one) = $one AND elementId(other) = $other
MATCH path = shortestPath((one)-[:APPLIES_TO|OVERRIDES|CONFLICTS_WITH|SUPERSEDES|CITES|DEPENDS_ON|SPECIALIZES|INTERPRETS
  |YIELDS|PART_OF|ILLUSTRATES*]-(other))
WHERE all(edge IN relationships(path) WHERE edge.owner IN $owners AND coalesce($on < edge.until, true))
  AND all(node IN nodes(path) WHERE coalesce(node.owner, 'PUBLIC') IN $owners)
UNWIND range(0, length(path) - 1) AS place
WITH place, relationships(path)[place] AS edge, nodes(path)[place] AS here, nodes(path)[place + 1] AS near
ORDER BY place
RETURN
  type(edge) AS kind,
  startNode(edge) = here AS forward,
  head([
    label IN labels(near)
    WHERE label IN ['Rule', 'Scenario', 'PayComponent', 'Clause', 'Document', 'Interpretation', 'Case']
  ]) AS label,
  [
    coalesce(near.owner, 'PUBLIC'),
    coalesce(near.about + ': ' + near.name, near.code, near.id, near.type, near.citation)
  ] AS key
