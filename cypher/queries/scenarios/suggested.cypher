// scenarios/suggested
// Scenarios of these owners that have terms of full-text search in their id, title or description, with those terms.
// $terms: texts
// $owners: texts
UNWIND $terms AS term
CALL db.index.fulltext.queryNodes('scenario_words', term) YIELD node AS scenario
WHERE scenario.owner IN $owners
RETURN [scenario.owner, scenario.id] AS key, scenario.title AS title, collect(term) AS words
ORDER BY key
