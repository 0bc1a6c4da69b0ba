// XP draws OVERRIDES at a node of YY
MATCH (rule:Rule {owner: 'XP', code: 'SAMPLE_Section_3.B'}), (other:Rule {owner: 'YY', code: 'SAMPLE_Section_3.B'})
CREATE (rule)-[:OVERRIDES {owner: 'XP', notes: ''}]->(other);
