// checks/foreign_edge
// A relationship joins nodes of its own owner or shared ones.
MATCH (source)-[edge:APPLIES_TO|OVERRIDES|CONFLICTS_WITH|SUPERSEDES|CITES|DEPENDS_ON|SPECIALIZES|INTERPRETS
  |YIELDS|PART_OF|ISSUED_BY|ILLUSTRATES]->(target)
UNWIND [coalesce(source.owner, 'PUBLIC'), coalesce(target.owner, 'PUBLIC')] AS owner
WITH DISTINCT source, edge, target, owner
WHERE edge.owner IS NULL OR NOT owner IN ['PUBLIC', edge.owner]
RETURN coalesce(edge.owner, 'nobody') + ' draws ' + type(edge) + ' at a node of ' + owner AS what
