// edition/add_authorities
// Creates authorities.
// $authorities: rows
UNWIND $authorities AS row
CREATE (authority:Authority)
SET authority = row
