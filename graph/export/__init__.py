"""The whole graph as a file that people read, compare and keep: sorted YAML or Cypher, out and in, without APOC."""
