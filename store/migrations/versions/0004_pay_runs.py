"""Pay runs in parts that one row makes visible, their release by a second person, and what pay has to know beside."""

from store.migrations.statements import run

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Runs the files of ``sql/0004``, in this order."""
    run(revision, ("enums", "facts", "runs", "moved", "after", "steps", "rights"))


def downgrade() -> None:
    """Nothing goes back: the record is kept, a mistake is mended by the next migration."""
    raise NotImplementedError("crewlex migrations only go forward: restore a backup, or write the next migration.")
