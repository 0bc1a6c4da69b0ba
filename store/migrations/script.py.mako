"""${message}"""

from store.migrations.statements import run

revision = ${repr(up_revision)}
down_revision = ${repr(down_revision)}
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Runs the files of ``sql/${up_revision}``, in this order."""
    run(revision, ())


def downgrade() -> None:
    """Nothing goes back: the record is kept, a mistake is mended by the next migration."""
    raise NotImplementedError("crewlex migrations only go forward: restore a backup, or write the next migration.")
