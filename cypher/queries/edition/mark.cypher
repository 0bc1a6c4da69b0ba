// edition/mark
// The number of the edition that the live nodes are.
MATCH (edition:Edition {id: 'live'})
RETURN edition.number AS number
