"""`crewlex pay explain`: a pay case from a file, worked out with no server near."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Final

import typer

from cli import console
from cli.given import lines_of, opened
from domain.errors import CrewlexError
from domain.paycases.reading import MOST_BYTES, read
from services.explanations import Explained
from services.paycases import Desk

DONE: Final = 0
OPEN: Final = 3
BAD: Final = 2
_LINES: Final = ("component", "rule", "quantity", "rate", "amount", "trip", "leg", "because")
_SILENT: Final = ("rule", "on", "failed", "value", "short by", "why")


def explain(
    file: Annotated[Path, typer.Argument(help="A pay case in JSON or YAML; - reads standard input.")] = Path("-"),
    as_json: Annotated[bool, typer.Option("--json", help="The whole answer as JSON, for programs.")] = False,
    batch: Annotated[
        bool, typer.Option("--batch", help="JSON Lines in, one pay case a line; one answer a line.")
    ] = False,
) -> None:
    """Works out a pay case: exit status 0 worked out, 3 it needs a clause or data, 2 the input is bad."""
    desk = Desk()
    with opened(file, "a pay case") as source:
        if batch:
            raise typer.Exit(_batch(desk, source))
        case = read(source.read(MOST_BYTES + 1))
    found = desk.explain(case)
    if as_json:
        console.say(json.dumps(found.written(), ensure_ascii=False))
    else:
        _tell(found)
    raise typer.Exit(DONE if found.complete else OPEN)


def _batch(desk: Desk, source: BinaryIO) -> int:
    """One answer a line, in the order of the lines; a bad line does not stop the rest."""
    status = DONE
    for line in lines_of(source, MOST_BYTES):
        try:
            found = desk.explain(read(line))
            said, status = found.written(), status if found.complete else max(status, OPEN, key=_worse)
        except CrewlexError as wrong:
            said, status = {"error": str(wrong)}, BAD
        sys.stdout.write(json.dumps(said, ensure_ascii=False) + "\n")
    sys.stdout.flush()
    return status


def _worse(status: int) -> int:
    return (DONE, OPEN, BAD).index(status)


def _tell(found: Explained) -> None:
    if found.lines:
        console.table("", _LINES, ([line[name] for name in _LINES] for line in found.lines))
    if found.not_paid:
        console.table("not paid", _SILENT, map(_silence, found.not_paid))
    for need in found.needs_clause:
        console.say(f"needs a clause: {need}")
    for need in found.needs_data:
        console.say(f"needs data: {need}")
    if found.complete:
        said = found.written()
        console.say(f"credit {said['credit']}, gross {said['gross']} {found.currency.code}")
    else:
        console.say("not worked out: there is no gross")
    for differing in found.differs:
        console.say(f"expected otherwise: {differing}")
    console.say(f"rulebook {found.rulebook or 'none'}")


def _silence(row: Mapping[str, Any]) -> tuple[object, ...]:
    where = next(
        (row[grain] for grain in ("leg", "duty", "standby", "day", "leave", "trip") if row.get(grain)), "period"
    )
    return row["rule"], where, row["failed"], row["value"], row["short_by"], row["because"]
