// edition/add_components
// Writes pay components.
// $components: rows
UNWIND $components AS row
MERGE (component:PayComponent {type: row.type})
SET component = row
