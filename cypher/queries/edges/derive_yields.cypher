// edges/derive_yields
// Draws which pay component a rule's lines are of: what its content says, as a relationship to walk.
MATCH (rule:Rule)
WHERE rule.component IS NOT NULL
MATCH (component:PayComponent {type: rule.component})
CREATE (rule)-[:YIELDS {owner: rule.owner}]->(component)
