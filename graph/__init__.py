"""The knowledge graph: rule packs in, editions, edits, and the traversals that select rules."""
