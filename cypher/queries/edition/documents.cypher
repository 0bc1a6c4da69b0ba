// edition/documents
// Every live document.
MATCH (document:Document)
RETURN properties(document) AS document
