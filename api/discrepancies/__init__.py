"""Differences between what is owed and what was paid."""
