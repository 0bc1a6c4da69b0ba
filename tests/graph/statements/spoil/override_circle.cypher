// XP/XP-secret-premium overrides itself through XP/SAMPLE_Section_5.A_redeye, and so back
MATCH (winner:Rule {owner: 'XP'})-[edge:OVERRIDES]->(loser:Rule)
CREATE (loser)-[turned:OVERRIDES]->(winner)
SET turned = properties(edge);
