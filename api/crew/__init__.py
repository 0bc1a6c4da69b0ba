"""Crew members."""
