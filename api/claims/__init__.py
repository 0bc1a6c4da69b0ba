"""Claims of crew members."""
