// edition/edges
// Every live relationship with the keys of its ends.
MATCH (source)-[edge:APPLIES_TO|OVERRIDES|CONFLICTS_WITH|SUPERSEDES|CITES|DEPENDS_ON|SPECIALIZES|INTERPRETS]->(target)
RETURN
  type(edge) AS kind,
  edge.owner AS owner,
  [coalesce(source.owner, 'PUBLIC'), coalesce(source.code, source.id, source.type)] AS source,
  [coalesce(target.owner, 'PUBLIC'), coalesce(target.code, target.id, target.type, target.citation)] AS target,
  edge.resolutionMethod AS method,
  coalesce(edge.notes, '') AS notes,
  coalesce(edge.because, '') AS because,
  edge.since AS since,
  edge.until AS until
