// rules/matching
// Rules whose code, title or text, or whose clause, has these words, best first.
// $words: text
// $owners: texts
// $limit: integer
CALL {
  CALL db.index.fulltext.queryNodes('rule_words', $words) YIELD node AS rule, score
  RETURN rule, score
  UNION ALL
  CALL db.index.fulltext.queryNodes('clause_words', $words) YIELD node AS clause, score
  MATCH (clause)<-[edge:CITES]-(rule:Rule)
  WHERE edge.owner IN $owners
  RETURN rule, score
}
WITH rule, max(score) AS best
WHERE rule.owner IN $owners
RETURN [rule.owner, rule.code] AS key, rule.title AS title
ORDER BY best DESC, rule.owner, rule.code
LIMIT $limit
