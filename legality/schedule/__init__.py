"""The judge of a whole schedule: what no single timeline shows, and every timeline by the judge of timelines."""
