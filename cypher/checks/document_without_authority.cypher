// checks/document_without_authority
// Somebody issued a document: exactly the one it names.
MATCH (document:Document)
WHERE NOT EXISTS { (document)-[:ISSUED_BY]->(:Authority {code: document.authority}) }
  OR COUNT { (document)-[:ISSUED_BY]->() } > 1
RETURN document.owner + '/' + document.code + ' is not issued by its authority' AS what
