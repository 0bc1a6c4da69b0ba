"""Alembic's migrations: Python files name them in order, the statements stand in ``sql/<revision>/``."""
