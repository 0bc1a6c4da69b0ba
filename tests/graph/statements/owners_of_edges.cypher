MATCH (source:Rule|Scenario|PayComponent|Clause|Document|Interpretation|Case|Authority)-[edge]->(target)
RETURN DISTINCT type(edge) AS kind, edge.owner AS owner,
  [coalesce(source.owner, 'PUBLIC'), coalesce(target.owner, 'PUBLIC')] AS ends
