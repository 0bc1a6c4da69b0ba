// edition/add_rules
// Creates rules with the label of their kind.
// $rules: rows
UNWIND $rules AS row
CREATE (rule:Rule)
SET rule = row.properties
SET rule:$(row.label)
