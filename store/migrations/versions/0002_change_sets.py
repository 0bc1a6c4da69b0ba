"""Change sets: a draft is checked, reviewed by somebody else, and published from a day on, or rejected."""

from store.migrations.statements import run

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Runs the files of ``sql/0002``, in this order."""
    run(revision, ("statuses", "columns", "steps", "policies"))


def downgrade() -> None:
    """Nothing goes back: the record is kept, a mistake is mended by the next migration."""
    raise NotImplementedError("crewlex migrations only go forward: restore a backup, or write the next migration.")
