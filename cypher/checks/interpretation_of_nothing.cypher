// checks/interpretation_of_nothing
// An interpretation reads a rule.
MATCH (interpretation:Interpretation)
WHERE NOT EXISTS { (interpretation)-[:INTERPRETS]->(:Rule) }
RETURN interpretation.owner + '/' + interpretation.code + ' reads no rule' AS what
