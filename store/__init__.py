"""Postgres: tables, migrations, roles and row security, and the repositories that hold all SQL."""
