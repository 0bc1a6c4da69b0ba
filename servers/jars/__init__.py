"""The jars of Neo4j: a lock of coordinates with their SHA-256, and the fetcher that obeys it."""
