MATCH (mine:Rule {owner: 'XP'}), (theirs:Rule {owner: 'YY'})
WHERE mine.code = theirs.code
CREATE (mine)-[:OVERRIDES {owner: 'XP', notes: ''}]->(theirs),
  (theirs)-[:OVERRIDES {owner: 'XP', notes: ''}]->(mine),
  (mine)-[:CONFLICTS_WITH {owner: 'XP', notes: '', resolutionMethod: 'MANUAL_REVIEW'}]->(theirs)
WITH DISTINCT theirs
CALL (theirs) {
  MATCH (law:Rule {owner: 'PUBLIC'})
  CREATE (theirs)-[:OVERRIDES {owner: 'YY', notes: ''}]->(law),
    (theirs)-[:CONFLICTS_WITH {owner: 'YY', notes: '', resolutionMethod: 'MANUAL_REVIEW'}]->(law)
}
CALL (theirs) {
  MATCH (shared:Scenario {owner: 'PUBLIC'})
  CREATE (theirs)-[:APPLIES_TO {owner: 'XP', notes: ''}]->(shared)
}
CALL (theirs) {
  MATCH (clause:Clause)
  CREATE (theirs)-[:CITES {owner: 'XP', notes: ''}]->(clause)
}
