// checks/node_without_owner
// Neo4j does not constrain a missing property: every rule and scenario has an owner and a key.
MATCH (node:Rule|Scenario|Document|Interpretation|Case)
WHERE node.owner IS NULL OR coalesce(node.code, node.id, node.name) IS NULL
RETURN labels(node)[0] + ' ' + elementId(node) + ' has no owner or no key' AS what
