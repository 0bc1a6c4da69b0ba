// checks/edge_ends_before_it_begins
// A relationship that is dated counts for a day at least.
MATCH (source)-[edge:APPLIES_TO|OVERRIDES|CONFLICTS_WITH|SUPERSEDES|CITES|DEPENDS_ON|SPECIALIZES|INTERPRETS]->(target)
WHERE edge.until <= edge.since
RETURN coalesce(source.code, source.id, source.type) + ' ' + type(edge) + ' '
  + coalesce(target.code, target.id, target.type, target.citation)
  + ' ends on ' + toString(edge.until) + ' and begins on ' + toString(edge.since) AS what
