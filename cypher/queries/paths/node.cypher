// paths/node
// The live node of this label and key, as far as these owners see.
// $label: text
// $key: texts
// $owners: texts
MATCH (node:Rule|Scenario|PayComponent|Clause|Document|Interpretation|Case)
WHERE $label IN labels(node)
  AND coalesce(node.owner, 'PUBLIC') = $key[0] AND $key[0] IN $owners
  AND coalesce(node.about + ': ' + node.name, node.code, node.id, node.type, node.citation) = $key[1]
RETURN elementId(node) AS id
