// migrations/record
// Chains a migration that has just run to the one before it.
// $before: text
// $version: text
// $description: text
// $source: text
// $checksum: text
// $milliseconds: integer
MERGE (before:__Neo4jMigration {version: $before})
MERGE (migration:__Neo4jMigration {version: $version})
ON CREATE SET
  migration.description = $description,
  migration.type = 'CYPHER',
  migration.source = $source,
  migration.checksum = $checksum
MERGE (before)-[applied:MIGRATED_TO]->(migration)
ON CREATE SET applied.at = datetime.realtime(), applied.in = duration({milliseconds: $milliseconds})
