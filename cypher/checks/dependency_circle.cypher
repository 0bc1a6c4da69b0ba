// checks/dependency_circle
// No pay component may wait for itself.
MATCH path = (component:PayComponent)-[:DEPENDS_ON*1..16]->(component)
RETURN DISTINCT component.type + ' depends on itself through '
  + reduce(told = '', step IN nodes(path)[1..-1] | told + step.type + ', ') + 'and so back' AS what
