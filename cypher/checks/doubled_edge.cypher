// checks/doubled_edge
// One owner draws one relationship of a kind between two nodes at a time.
MATCH (source)-[edge:APPLIES_TO|OVERRIDES|CONFLICTS_WITH|SUPERSEDES|CITES|DEPENDS_ON|SPECIALIZES|INTERPRETS]->(target)
WITH source, target, type(edge) AS kind, edge.owner AS owner, collect(edge) AS drawn
WHERE size(drawn) > 1 AND any(one IN drawn WHERE any(other IN drawn WHERE one <> other
  AND coalesce(one.since < other.until, true) AND coalesce(other.since < one.until, true)))
RETURN owner + ' draws ' + kind + ' ' + size(drawn) + ' times from '
  + coalesce(source.code, source.id, source.type) + ' to '
  + coalesce(target.code, target.id, target.type, target.citation) AS what
