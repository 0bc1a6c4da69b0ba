"""Runs the statement files of one migration."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from alembic import op

FOLDER: Final = Path(__file__).parent / "sql"


def run(revision: str, names: Sequence[str]) -> None:
    """Sends ``sql/<revision>/<name>.sql`` for each name, as they stand: no placeholder is looked for in them."""
    connection = op.get_bind().execution_options(no_parameters=True)
    for name in names:
        connection.exec_driver_sql((FOLDER / revision / f"{name}.sql").read_text("utf-8"))
