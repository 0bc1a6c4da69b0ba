"""The GraphQL API: the graph says which, the record says how much. A folder for each noun, with the same few files."""
