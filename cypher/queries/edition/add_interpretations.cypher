// edition/add_interpretations
// Creates interpretations.
// $interpretations: rows
UNWIND $interpretations AS row
CREATE (interpretation:Interpretation)
SET interpretation = row
