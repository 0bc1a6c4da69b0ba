// edition/interpretations
// Every live interpretation.
MATCH (interpretation:Interpretation)
RETURN properties(interpretation) AS interpretation
