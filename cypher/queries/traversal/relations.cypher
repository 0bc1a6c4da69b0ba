// traversal/relations
// What displaces, disagrees with, follows, depends on or specializes what, as far as these owners see, kind by kind.
// $owners: texts
MATCH (source)-[edge:OVERRIDES|CONFLICTS_WITH|SUPERSEDES|DEPENDS_ON|SPECIALIZES]->(target)
WHERE edge.owner IN $owners
  AND coalesce(source.owner, 'PUBLIC') IN $owners
  AND coalesce(target.owner, 'PUBLIC') IN $owners
RETURN
  type(edge) AS kind,
  collect([
    edge.owner,
    [coalesce(source.owner, 'PUBLIC'), coalesce(source.code, source.id, source.type)],
    [coalesce(target.owner, 'PUBLIC'), coalesce(target.code, target.id, target.type)],
    edge.resolutionMethod,
    edge.notes,
    edge.because,
    edge.since,
    edge.until
  ]) AS drawn
