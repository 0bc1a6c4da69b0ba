// migrations/lock
// Makes other programs that migrate wait until this transaction ends.
MERGE (first:__Neo4jMigration {version: 'BASELINE'})
SET first.locked = true
REMOVE first.locked
