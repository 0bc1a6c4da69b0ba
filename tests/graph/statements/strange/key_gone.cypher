MATCH (component:PayComponent {type: 'per_diem'}) REMOVE component.type
