"""Rules, clauses and scenarios, out of the live graph or else out of the record."""
