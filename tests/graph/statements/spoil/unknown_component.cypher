// pays per_diem, which is no pay component
MATCH (component:PayComponent {type: 'per_diem'})
DETACH DELETE component;
