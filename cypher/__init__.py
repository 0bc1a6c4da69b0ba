"""Every statement that is sent to Neo4j, as files. No logic lives here."""
