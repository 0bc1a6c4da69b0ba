// XP/XP-secret-premium pays red_eye and yields overtime
MATCH (rule:Rule {code: 'XP-secret-premium'})-[yields:YIELDS]->(), (overtime:PayComponent {type: 'overtime'})
DELETE yields
CREATE (rule)-[:YIELDS {owner: 'XP'}]->(overtime)
