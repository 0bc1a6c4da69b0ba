// paths/around
// What stands one step from nodes and has not ended by a day, as far as these owners see. A step is a label, a direction (> or <) and a kind.
// $nodes: rows
// $steps: texts
// $owners: texts
// $on: day
UNWIND $nodes AS asked
MATCH (node)-[edge]-(near)
WHERE elementId(node) = asked.id AND edge.owner IN $owners AND coalesce($on < edge.until, true)
  AND coalesce(node.owner, 'PUBLIC') IN $owners AND coalesce(near.owner, 'PUBLIC') IN $owners
WITH asked, node, edge, near, CASE WHEN startNode(edge) = node THEN '>' ELSE '<' END + type(edge) AS way
WHERE (way = asked.way) = asked.only AND any(label IN labels(node) WHERE label + way IN $steps)
RETURN DISTINCT
  asked.id AS source,
  asked.only AS only,
  type(edge) AS kind,
  startNode(edge) = node AS forward,
  elementId(near) AS id,
  head([
    label IN labels(near)
    WHERE label IN ['Rule', 'Scenario', 'PayComponent', 'Clause', 'Document', 'Interpretation', 'Case']
  ]) AS label,
  [
    coalesce(near.owner, 'PUBLIC'),
    coalesce(near.about + ': ' + near.name, near.code, near.id, near.type, near.citation)
  ] AS key
