"""The databases of these tests."""

from tests.fixtures_store import database, database_url, template

__all__ = ["database", "database_url", "template"]
