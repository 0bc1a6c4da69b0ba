"""How fast and how big, measured on whole processes."""
