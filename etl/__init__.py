"""Brings outside data in: get, transform, load, check."""
