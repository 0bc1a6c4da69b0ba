"""The airline that the asker acts for."""
