// leaving
// The relationships that leave one rule.
// $owner: text
// $code: text
// $owners: texts
MATCH (rule:Rule {owner: $owner, code: $code})-[edge:APPLIES_TO|OVERRIDES|CONFLICTS_WITH|SUPERSEDES|CITES]->(other)
WHERE edge.owner IN $owners AND coalesce(other.owner, 'PUBLIC') IN $owners
RETURN
  type(edge) AS kind,
  edge.owner AS owner,
  [rule.owner, rule.code] AS source,
  [coalesce(other.owner, 'PUBLIC'), coalesce(other.code, other.id, other.citation)] AS target,
  edge.resolutionMethod AS method,
  coalesce(edge.notes, '') AS notes,
  coalesce(edge.because, '') AS because,
  edge.since AS since,
  edge.until AS until
