"""The foundation: tables, versions, the serving role, row security, logs that nobody edits."""

from store.migrations.statements import run

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Runs the files of ``sql/0001``, in this order."""
    run(revision, ("functions", "enums", "tables", "indexes", "views", "triggers", "roles", "policies"))


def downgrade() -> None:
    """Nothing goes back: the record is kept, a mistake is mended by the next migration."""
    raise NotImplementedError("crewlex migrations only go forward: restore a backup, or write the next migration.")
