// edition/fence
// Waits until nobody is in the midst of publishing; then says which edition the live nodes are, as edition/mark does.
MATCH (edition:Edition {id: 'live'})
SET edition.fenced = true
REMOVE edition.fenced
RETURN edition.number AS number, edition.stamp AS stamp
