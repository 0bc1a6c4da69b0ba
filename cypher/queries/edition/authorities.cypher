// edition/authorities
// Every live authority.
MATCH (authority:Authority)
RETURN properties(authority) AS authority
