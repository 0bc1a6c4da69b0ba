// edition/set_mark
// Says which edition the live nodes are, by a new stamp; it comes first, so that two publishers wait for each other.
// $number: integer
MERGE (edition:Edition {id: 'live'})
SET edition.number = $number, edition.stamp = randomUUID()
