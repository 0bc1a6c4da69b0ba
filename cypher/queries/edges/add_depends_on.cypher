// edges/add_depends_on
// Draws which pay components must be known before which others.
// $edges: rows
UNWIND $edges AS row
MATCH (component:PayComponent {type: row.source[1]})
MATCH (before:PayComponent {type: row.target[1]})
CREATE (component)-[edge:DEPENDS_ON]->(before)
SET edge = row.properties
RETURN count(edge) AS drawn
