MATCH (mine:Rule {owner: 'XP'}), (theirs:Rule {owner: 'YY'}), (law:Rule {owner: 'PUBLIC'})
WHERE mine.code = theirs.code
CREATE (mine)-[:OVERRIDES {owner: 'XP', notes: ''}]->(theirs),
  (theirs)-[:OVERRIDES {owner: 'XP', notes: ''}]->(mine),
  (theirs)-[:OVERRIDES {owner: 'YY', notes: ''}]->(law),
  (mine)-[:CONFLICTS_WITH {owner: 'XP', notes: '', resolutionMethod: 'MANUAL_REVIEW'}]->(theirs),
  (theirs)-[:CONFLICTS_WITH {owner: 'YY', notes: '', resolutionMethod: 'MANUAL_REVIEW'}]->(law)
WITH DISTINCT theirs
MATCH (shared:Scenario {owner: 'PUBLIC'}), (clause:Clause)
CREATE (theirs)-[:APPLIES_TO {owner: 'XP', notes: ''}]->(shared), (theirs)-[:CITES {owner: 'XP', notes: ''}]->(clause)
