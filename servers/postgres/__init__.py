"""Postgres from the wheel's binaries, under our own supervision."""
