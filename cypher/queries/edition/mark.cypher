// edition/mark
// The number of the edition that the live nodes are, and the stamp of the publish that wrote them.
MATCH (edition:Edition {id: 'live'})
RETURN edition.number AS number, edition.stamp AS stamp
