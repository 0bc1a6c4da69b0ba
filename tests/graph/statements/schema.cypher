SHOW INDEXES YIELD name, type, state
RETURN name, type, state
