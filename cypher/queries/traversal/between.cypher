// traversal/between
// What these rules displace or disagree with, as far as these owners see, kind by kind.
// $keys: keys
// $owners: texts
UNWIND $keys AS key
MATCH (source:Rule {owner: key[0], code: key[1]})-[edge:OVERRIDES|CONFLICTS_WITH]->(target:Rule)
WHERE source.owner IN $owners AND edge.owner IN $owners AND target.owner IN $owners
RETURN
  type(edge) AS kind,
  collect([
    edge.owner,
    [source.owner, source.code],
    [target.owner, target.code],
    edge.resolutionMethod,
    edge.notes,
    edge.because,
    edge.since,
    edge.until
  ]) AS drawn
