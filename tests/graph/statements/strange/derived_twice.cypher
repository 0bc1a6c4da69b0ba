MATCH (document:Document {owner: 'XP', code: 'SAMPLE CBA'})-[:ISSUED_BY]->(authority)
CREATE (document)-[:ISSUED_BY {owner: 'XP'}]->(authority)
