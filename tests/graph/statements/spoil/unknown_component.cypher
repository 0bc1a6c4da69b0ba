MATCH (component:PayComponent {type: 'per_diem'})
DETACH DELETE component;
