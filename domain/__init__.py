"""The vocabulary everyone speaks: pure, no I/O, imports nothing of ours."""
