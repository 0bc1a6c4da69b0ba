// traversal/relations
// What displaces, disagrees with, depends on or specializes what, as far as these owners see.
// $owners: texts
MATCH (source)-[edge:OVERRIDES|CONFLICTS_WITH|SUPERSEDES|DEPENDS_ON|SPECIALIZES]->(target)
WHERE edge.owner IN $owners
  AND coalesce(source.owner, 'PUBLIC') IN $owners
  AND coalesce(target.owner, 'PUBLIC') IN $owners
RETURN
  type(edge) AS kind,
  edge.owner AS owner,
  [coalesce(source.owner, 'PUBLIC'), coalesce(source.code, source.id, source.type)] AS source,
  [coalesce(target.owner, 'PUBLIC'), coalesce(target.code, target.id, target.type)] AS target,
  edge.resolutionMethod AS method,
  coalesce(edge.notes, '') AS notes,
  coalesce(edge.because, '') AS because,
  edge.since AS since,
  edge.until AS until
