// export/node
// One node with its labels and properties, as a line of an export.
// $labels: text
// $properties: rows
CREATE (:$labels $properties);
