// edges/derive_illustrates
// Draws what a worked case is about: its owner's node, or else the shared one.
MATCH (example:Case)
CALL (example) {
  WITH example, [example.owner, 'PUBLIC'] AS owners
  UNWIND CASE WHEN example.rule IS NULL THEN example.terms ELSE [example.rule] END AS code
  MATCH (found:Rule {code: code})
  WHERE found.owner IN owners
  RETURN found
  UNION
  MATCH (found:Scenario {id: example.scenario})
  WHERE found.owner IN [example.owner, 'PUBLIC']
  RETURN found
  UNION
  MATCH (found:PayComponent {type: example.component})
  RETURN found
}
CREATE (example)-[:ILLUSTRATES {owner: example.owner}]->(found)
