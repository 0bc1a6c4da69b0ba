// edition/add_cases
// Writes worked cases.
// $cases: rows
UNWIND $cases AS row
MERGE (example:Case {owner: row.owner, about: row.about, name: row.name})
SET example = row
