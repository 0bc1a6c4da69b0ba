// edition/add_clauses
// Writes clauses.
// $clauses: rows
UNWIND $clauses AS row
MERGE (clause:Clause {citation: row.citation})
SET clause = row
