"""The rows that rules pay, one module for each of their tables."""
