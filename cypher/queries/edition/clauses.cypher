// edition/clauses
// Every live clause.
MATCH (clause:Clause)
RETURN properties(clause) AS clause
