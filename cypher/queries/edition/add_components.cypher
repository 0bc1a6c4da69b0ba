// edition/add_components
// Creates pay components.
// $components: rows
UNWIND $components AS row
CREATE (component:PayComponent)
SET component = row
