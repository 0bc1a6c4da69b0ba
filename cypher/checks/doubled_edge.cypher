// checks/doubled_edge
// One owner draws one relationship of a kind between two nodes at a time.
MATCH (source)-[edge:APPLIES_TO|OVERRIDES|CONFLICTS_WITH|SUPERSEDES|CITES|DEPENDS_ON|SPECIALIZES|INTERPRETS]->(target)
WITH source, target, type(edge) AS kind, edge.owner AS owner, edge.since AS since, count(*) AS times
WHERE times > 1
RETURN owner + ' draws ' + kind + ' ' + times + ' times from '
  + coalesce(source.code, source.id, source.type) + ' to '
  + coalesce(target.code, target.id, target.type, target.citation) AS what
