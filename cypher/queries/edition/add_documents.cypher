// edition/add_documents
// Writes documents.
// $documents: rows
UNWIND $documents AS row
MERGE (document:Document {owner: row.owner, code: row.code})
SET document = row
