// edition/add_cases
// Creates worked cases.
// $cases: rows
UNWIND $cases AS row
CREATE (example:Case)
SET example = row
