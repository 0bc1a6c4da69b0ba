MATCH (extra:__Neo4jMigration)
WHERE extra.version > '900'
DETACH DELETE extra
