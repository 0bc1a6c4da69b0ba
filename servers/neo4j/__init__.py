"""Neo4j Community from its jars, on the packaged Java."""
