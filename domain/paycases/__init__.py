"""Pay cases: terms and duties as people write them, and the rules and frames that they are."""
