// rule
// One rule, looked for without its label and so without an index.
// $owner: text
// $code: text
MATCH (node)
WHERE node.owner = $owner AND node.code = $code AND node.versions IS NOT NULL
RETURN properties(node) AS rule
