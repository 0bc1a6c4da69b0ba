// edition/add_documents
// Creates documents.
// $documents: rows
UNWIND $documents AS row
CREATE (document:Document)
SET document = row
