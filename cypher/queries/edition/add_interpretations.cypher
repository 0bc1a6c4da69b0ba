// edition/add_interpretations
// Writes interpretations.
// $interpretations: rows
UNWIND $interpretations AS row
MERGE (interpretation:Interpretation {owner: row.owner, code: row.code})
SET interpretation = row
