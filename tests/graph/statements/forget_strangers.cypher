MATCH (node:Stranger) DELETE node
