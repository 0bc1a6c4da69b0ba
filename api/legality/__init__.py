"""Judges a timeline that the asker wrote down."""
