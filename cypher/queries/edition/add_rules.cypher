// edition/add_rules
// Writes rules with the label of their kind.
// $rules: rows
UNWIND $rules AS row
MERGE (rule:Rule {owner: row.properties.owner, code: row.properties.code})
SET rule = row.properties
SET rule:$(row.label)
