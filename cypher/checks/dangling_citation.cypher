// checks/dangling_citation
// The clause that a rule names is there, and is among those it cites. Asked from the rule: many cite one clause.
MATCH (rule:Rule)
WHERE rule.clause IS NULL OR NOT rule.clause IN [(rule)-[:CITES]->(clause:Clause) | clause.citation]
RETURN rule.owner + '/' + rule.code + ' rests on ' + coalesce(rule.clause, 'nothing') + ' and does not cite it' AS what
