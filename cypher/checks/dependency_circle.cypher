// checks/dependency_circle
// No pay component may wait for itself. One way back is told for each step: to walk every way takes for ever.
MATCH (component:PayComponent)-[:DEPENDS_ON]->(needed:PayComponent)
WHERE component <> needed
MATCH path = shortestPath((needed)-[:DEPENDS_ON*]->(component))
RETURN DISTINCT component.type + ' depends on itself through '
  + reduce(told = '', step IN nodes(path)[..-1] | told + step.type + ', ') + 'and so back' AS what
UNION
MATCH (component:PayComponent)-[:DEPENDS_ON]->(component)
RETURN component.type + ' depends on itself' AS what
