"""The Rulebook of a period: what was chosen, what was dropped, and why."""
