// traversal/needs
// The pay components that these rules set and all that those depend on, each with what that depends on, as one row.
// $keys: keys
// $owners: texts
UNWIND $keys AS key
MATCH (rule:Rule {owner: key[0], code: key[1]})-[:YIELDS]->(set:PayComponent)
WHERE rule.owner IN $owners
WITH DISTINCT set
MATCH (set)-[steps:DEPENDS_ON*0..]->(component:PayComponent)
WHERE all(step IN steps WHERE step.owner IN $owners)
WITH DISTINCT component
RETURN collect({
  component: properties(component),
  drawn: [(component)-[edge:DEPENDS_ON]->(needed:PayComponent) WHERE edge.owner IN $owners |
    [edge.owner, ['PUBLIC', needed.type], edge.notes, edge.since, edge.until]
  ]
}) AS found
