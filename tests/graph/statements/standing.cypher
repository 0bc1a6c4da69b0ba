MATCH (node:Rule|Scenario|PayComponent|Clause)
RETURN elementId(node) AS id
