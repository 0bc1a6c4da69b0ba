"""A trip's history is found by an index, receipts know the versions of the rows that they were made of, nobody releases
a run that they only went on with, and a duty that was cancelled whole has no times of its own.
"""

from store.migrations.statements import run

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Runs the files of ``sql/0005``, in this order."""
    run(revision, ("history", "receipts", "release", "unbegun"))


def downgrade() -> None:
    """Nothing goes back: the record is kept, a mistake is mended by the next migration."""
    raise NotImplementedError("crewlex migrations only go forward: restore a backup, or write the next migration.")
