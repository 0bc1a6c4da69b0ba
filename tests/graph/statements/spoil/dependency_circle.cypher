// flight_pay depends on itself through overtime,
MATCH (component:PayComponent {type: 'flight_pay'}), (other:PayComponent {type: 'overtime'})
CREATE (component)-[:DEPENDS_ON {owner: 'PUBLIC', notes: ''}]->(other);
