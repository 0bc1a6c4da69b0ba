// checks/case_about_nothing
// A worked case shows something of the graph.
MATCH (example:Case)
WHERE NOT EXISTS { (example)-[:ILLUSTRATES]->() }
RETURN example.owner + '/' + example.about + ': ' + example.name + ' is a case of nothing' AS what
