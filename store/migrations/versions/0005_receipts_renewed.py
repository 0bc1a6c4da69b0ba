"""A trip's history is found by an index, receipts know the versions of the rows that they were made of, and the database
guards a release against whoever only went on with the run.
"""

from store.migrations.statements import run

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Runs the files of ``sql/0005``, in this order."""
    run(revision, ("history", "receipts", "release"))


def downgrade() -> None:
    """Nothing goes back: the record is kept, a mistake is mended by the next migration."""
    raise NotImplementedError("crewlex migrations only go forward: restore a backup, or write the next migration.")
