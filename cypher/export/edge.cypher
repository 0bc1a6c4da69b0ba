// export/edge
// One relationship between two nodes, as a line of an export.
// $from: text
// $source: rows
// $to: text
// $target: rows
// $kind: text
// $properties: rows
MATCH (source:$from $source) MATCH (target:$to $target) CREATE (source)-[:$kind $properties]->(target);
