MATCH (:__Neo4jMigration {version: 'BASELINE'})-[steps:MIGRATED_TO*]->(last:__Neo4jMigration)
WHERE NOT (last)-[:MIGRATED_TO]->()
RETURN size(steps) AS steps, last.version AS version, all(step IN steps WHERE step.at IS NOT NULL) AS dated
