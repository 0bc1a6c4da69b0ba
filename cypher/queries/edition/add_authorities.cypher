// edition/add_authorities
// Writes authorities.
// $authorities: rows
UNWIND $authorities AS row
MERGE (authority:Authority {code: row.code})
SET authority = row
