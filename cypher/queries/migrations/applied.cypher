// migrations/applied
// What was applied to this database, oldest first.
MATCH (migration:__Neo4jMigration)
WHERE migration.version <> 'BASELINE'
RETURN migration.version AS version, migration.source AS source, migration.checksum AS checksum
ORDER BY version
