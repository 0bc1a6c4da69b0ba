"""`crewlex sql`"""

import sys
from pathlib import Path
from typing import Annotated

import typer

from cli import console
from cli.running import with_doors
from domain.errors import InputError
from services import asking
from services.doors import Doors


def command(
    file: Annotated[Path, typer.Argument(help="The file with one SELECT; - reads standard input.")],
    parameters: Annotated[list[str] | None, typer.Argument(help="What $1, $2 … stand for.")] = None,
    airline: Annotated[str, typer.Option(help="Ask as this airline's administrator would; else as the platform.")] = "",
) -> None:
    """Runs one read-only statement as it stands, under row security and with an audit row, and prints the rows."""
    statement = _text(file)

    async def work(doors: Doors) -> asking.Table:
        return await asking.sql(doors, statement, parameters or [], airline=airline or None)

    found = with_doors(work)
    console.table("", found.columns, found.rows)


def _text(file: Path) -> str:
    if str(file) == "-":
        return sys.stdin.read()
    try:
        return file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as wrong:
        raise InputError(f"{file} cannot be read ({wrong}): name a file with one SELECT.") from wrong
