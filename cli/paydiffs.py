"""`crewlex pay diff`: who is owed what instead, between runs, editions and what-ifs."""

from typing import Annotated, Final

import typer

from cli import console
from cli.acting import actor
from cli.running import with_doors
from cli.watched import AirlineCode
from domain.canonical import canonical
from domain.clock import hours
from services import paydiff
from services.paydiff import PayDiff

MOST: Final = 40
"""How many rows are printed; every one is in the JSON."""
_SIDE: Final = "A run's id, 2026-12 (as on record), 2026-12@3 (by edition 3) or 2026-12@CS-4 (by a change set)."
_COLUMNS: Final = ("employee", "component", "rule", "before", "after", "change", "credit")
_OPENED: Final = ("employee", "rule", "rows no more", "rows now", "rows still not", "needs")


def register(app: typer.Typer) -> None:
    """Adds this verb to `crewlex pay`."""
    app.command("diff")(diff)


def diff(
    before: Annotated[str, typer.Argument(help=_SIDE, metavar="A")],
    after: Annotated[str, typer.Argument(help="The same.", metavar="B")],
    airline: AirlineCode,
    employee: Annotated[str, typer.Option(help="Only this crew member, such as WN00001.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="All of it as JSON, for programs.")] = False,
) -> None:
    """Tells who is owed what instead, by rule and component, where B is held against A."""
    found = with_doors(lambda doors: paydiff.of(doors, actor(doors), airline, before, after, employee))
    if as_json:
        console.say(canonical(found.written()))
    else:
        _tell(found)


def _tell(found: PayDiff) -> None:
    text = found.currency.text
    rows = [
        (row["employee_id"], row["component"], row["rule_code"], _figure(found, row, "before"),
         _figure(found, row, "after"), text(row["delta"]), _credit(row["credit_after"] - row["credit_before"]))
        for row in found.rows.head(MOST).iter_rows(named=True)
    ]  # fmt: skip
    console.say(f"{found.after.name} against {found.before.name}, {found.airline}")
    if rows:
        console.table("", _COLUMNS, rows)
    if found.opened.height:
        shown = found.opened.select("employee_id", "rule_code", "opened", "closed", "still", "missing").head(MOST)
        console.table("What cannot be computed, on one side or on both", _OPENED, shown.rows())
    left = max(found.rows.height, found.opened.height) - MOST
    if left > 0:
        console.say(f"… and {left} more: --json prints all of them")
    total = int(found.crew["delta"].sum())
    console.say(f"{found.crew.height} crew members otherwise, {text(total)} {found.currency.code} together")
    console.say(f"gross {text(found.before.gross)} -> {text(found.after.gross)} of everybody")


def _figure(found: PayDiff, row: dict[str, int], side: str) -> str:
    """What one side pays; a figure that is not all of it says so."""
    return found.currency.text(row[side]) + (" and open rows" if row[f"open_{side}"] else "")


def _credit(minutes: int) -> str | None:
    return hours(minutes) if minutes else None
