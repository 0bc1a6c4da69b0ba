// checks/component_not_yielded
// What a rule yields is the component that it pays, and a rule that pays nothing yields nothing.
MATCH (rule:Rule)
WITH rule, COLLECT { MATCH (rule)-[:YIELDS]->(component:PayComponent) RETURN component.type } AS yielded
WHERE yielded <> CASE WHEN rule.component IS NULL THEN [] ELSE [rule.component] END
RETURN rule.owner + '/' + rule.code + ' pays ' + coalesce(rule.component, 'nothing') + ' and yields '
  + CASE WHEN yielded = [] THEN 'nothing' ELSE reduce(told = '', each IN yielded | told + each + ' ') END AS what
