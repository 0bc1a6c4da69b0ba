"""Run by Alembic: migrates over the connection that ``store.migrate`` hands in."""

from alembic import context
from sqlalchemy import Connection

from store.tables import METADATA


def run(connection: Connection) -> None:
    """All pending migrations in one transaction, so that a failed one leaves nothing behind."""
    context.configure(
        connection=connection, target_metadata=METADATA, compare_type=True, transaction_per_migration=False
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
