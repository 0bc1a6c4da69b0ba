// XP/XP-secret-premium overrides itself through others
MATCH (winner:Rule {owner: 'XP'})-[edge:OVERRIDES]->(loser:Rule)
CREATE (loser)-[turned:OVERRIDES]->(winner)
SET turned = properties(edge);
