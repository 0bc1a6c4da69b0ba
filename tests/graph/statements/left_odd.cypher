MATCH (node)
WHERE node:Odd OR node.odd = 1 OR node.title = 'odd' OR node.code = 'odd'
  OR (node:Rule AND (node.owner IS NULL OR size(labels(node)) <> 2))
  OR EXISTS { (node)-[:ODD]-(:Scenario) } OR EXISTS { (node:Clause)-[:CITES]->() }
RETURN labels(node) AS labels, properties(node) AS properties
