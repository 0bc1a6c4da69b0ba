// checks/unknown_component
// What a rule pays is a pay component of the graph.
MATCH (rule:Rule)
WHERE rule.component IS NOT NULL AND NOT EXISTS { MATCH (:PayComponent {type: rule.component}) }
RETURN rule.owner + '/' + rule.code + ' pays ' + rule.component + ', which is no pay component' AS what
