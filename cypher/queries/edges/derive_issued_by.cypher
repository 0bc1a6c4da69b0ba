// edges/derive_issued_by
// Draws who issued a document.
MATCH (document:Document)
MATCH (authority:Authority {code: document.authority})
CREATE (document)-[:ISSUED_BY {owner: document.owner}]->(authority)
