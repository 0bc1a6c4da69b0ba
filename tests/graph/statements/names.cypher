MATCH (node:Rule|Scenario|PayComponent|Clause|Document|Interpretation|Case|Authority)
RETURN elementId(node) AS id,
  labels(node)[0] + ' ' + coalesce(node.owner, 'PUBLIC') + ' '
    + coalesce(node.about + ': ' + node.name, node.code, node.id, node.type, node.citation) AS name
