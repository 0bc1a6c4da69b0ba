"""Pay periods, and what they come to."""
