// traversal/between
// What these rules displace or disagree with, as far as these owners see.
// $keys: keys
// $owners: texts
UNWIND $keys AS key
MATCH (source:Rule {owner: key[0], code: key[1]})-[edge:OVERRIDES|CONFLICTS_WITH]->(target:Rule)
WHERE source.owner IN $owners AND edge.owner IN $owners AND target.owner IN $owners
RETURN
  type(edge) AS kind,
  edge.owner AS owner,
  [source.owner, source.code] AS source,
  [target.owner, target.code] AS target,
  edge.resolutionMethod AS method,
  coalesce(edge.notes, '') AS notes,
  coalesce(edge.because, '') AS because,
  edge.since AS since,
  edge.until AS until
