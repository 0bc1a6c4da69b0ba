"""Starts, attaches to, recovers and stops the embedded Neo4j and Postgres: one supervisor, two kinds."""
