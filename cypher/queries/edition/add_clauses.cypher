// edition/add_clauses
// Creates clauses.
// $clauses: rows
UNWIND $clauses AS row
CREATE (clause:Clause)
SET clause = row
