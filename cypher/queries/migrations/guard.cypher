// migrations/guard
// Keeps two programs from recording one migration twice.
CREATE CONSTRAINT neo4j_migration_version IF NOT EXISTS
FOR (migration:__Neo4jMigration) REQUIRE migration.version IS UNIQUE
