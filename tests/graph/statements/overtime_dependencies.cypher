MATCH (pc:PayComponent {type: 'overtime'})
MATCH path = (pc)-[:DEPENDS_ON*]->(dependency)
RETURN path;
