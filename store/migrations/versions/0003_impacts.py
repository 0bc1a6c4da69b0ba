"""Impacts: what a change of rules would do to a month, kept to be shared."""

from store.migrations.statements import run

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Runs the files of ``sql/0003``, in this order."""
    run(revision, ("table", "rights"))


def downgrade() -> None:
    """Nothing goes back: the record is kept, a mistake is mended by the next migration."""
    raise NotImplementedError("crewlex migrations only go forward: restore a backup, or write the next migration.")
