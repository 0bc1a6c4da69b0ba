"""`crewlex rules map`: every section of a document against its rules."""

from collections import Counter
from datetime import datetime
from typing import Annotated

import typer

from cli import console
from cli.acting import actor
from cli.rules.words import Airline
from cli.running import with_doors
from domain.errors import NotFoundError
from services import maps as service
from services.maps import Map, Row


def maps(
    document: Annotated[str, typer.Argument(help="The document's code; else every document.")] = "",
    airline: Airline = "",
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; by default today.")] = None,
) -> None:
    """Shows what becomes of each section: computed, checked, paid by hand, informational, not yet, disputed.

    It ends with 1 where a section is not accounted for.
    """
    day = on.date() if on else None
    found = with_doors(lambda doors: service.maps(doors, actor(doors), airline or None, document, day))
    if not found:
        raise NotFoundError("No document is published here: name an airline with --airline.")
    for each in found:
        _tell(each)
    if any(each.accounted < len(each.rows) for each in found):
        raise typer.Exit(1)


def _tell(found: Map) -> None:
    title = f"{found.document.key}: {found.document.title}"
    console.table(title, ("section", "title", "what becomes of it", "by"), [_cells(row) for row in found.rows])
    for row in found.rows:
        for change in row.changed:
            console.say(f"{row.citation} was changed by {change.by} on {change.since}: {change.says}")
    for row in found.rows:
        if row.problem:
            console.say(f"NOT ACCOUNTED FOR {row.citation}: {row.problem}")
    counts = Counter(_status(row) for row in found.rows)
    told = ", ".join(f"{count} {status}" for status, count in sorted(counts.items()))
    console.say(f"{found.accounted} of {len(found.rows)} sections accounted for: {told}")


def _cells(row: Row) -> tuple[str, str, str, str]:
    promised = f" for {row.promised}" if row.promised else ""
    by = [*(key.code for key in row.rules), *([f"{row.owner}{promised}"] if row.owner else [])]
    return row.citation, row.title, _status(row), ", ".join(by)


def _status(row: Row) -> str:
    return row.status.replace("_", " ") if row.status else "not named"
