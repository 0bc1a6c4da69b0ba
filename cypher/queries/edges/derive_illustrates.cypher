// edges/derive_illustrates
// Draws what a worked case is about: its owner's node, or else the shared one.
MATCH (example:Case)
CALL (example) {
  UNWIND CASE WHEN example.rule IS NULL THEN example.terms ELSE [example.rule] END AS code
  OPTIONAL MATCH (own:Rule {owner: example.owner, code: code})
  OPTIONAL MATCH (shared:Rule {owner: 'PUBLIC', code: code})
  RETURN coalesce(own, shared) AS found
  UNION
  OPTIONAL MATCH (own:Scenario {owner: example.owner, id: example.scenario})
  OPTIONAL MATCH (shared:Scenario {owner: 'PUBLIC', id: example.scenario})
  RETURN coalesce(own, shared) AS found
  UNION
  MATCH (found:PayComponent {type: example.component})
  RETURN found
}
WITH example, found
WHERE found IS NOT NULL
CREATE (example)-[:ILLUSTRATES {owner: example.owner}]->(found)
