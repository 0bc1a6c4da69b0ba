"""`crewlex pay retro`: what closed periods would give by the facts and rules of now, and posting it."""

from collections.abc import Mapping
from typing import Annotated, Any, Final

import typer

from cli import console
from cli.acting import actor
from cli.running import with_doors
from cli.watched import AirlineCode
from domain.canonical import canonical
from domain.clock import hours
from services import months, retros
from services.retros import Earned

MOST: Final = 40
"""How many differences are printed; every one is in the JSON."""
_COLUMNS: Final = ("employee", "component", "rule", "flight", "paid so far", "owed now", "change", "credit",
                   "kind")  # fmt: skip


def register(app: typer.Typer) -> None:
    """Adds this verb to `crewlex pay`."""
    app.command("retro")(retro)


def retro(
    periods: Annotated[list[str], typer.Argument(help="Closed periods, such as 2026-05 2026-06.", metavar="PERIOD")],
    airline: AirlineCode,
    post: Annotated[bool, typer.Option("--post", help="Post it, to be paid in the next open period.")] = False,
    reason: Annotated[str, typer.Option(help="Why, for the log.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="All of it as JSON, for programs.")] = False,
) -> None:
    """Works closed periods out again and shows what differs from all that was paid for them; --post posts it.

    What was paid is never changed. Posting twice posts nothing more.
    """
    chosen = [months.parse(each) for each in periods]
    found = with_doors(
        lambda doors: (
            retros.post(doors, actor(doors), airline, chosen, reason)
            if post
            else retros.preview(doors, actor(doors), airline, chosen)
        )
    )
    if as_json:
        console.say(canonical([each.written() for each in found]))
        return
    for each in found:
        _tell(each)


def _about(row: Mapping[str, Any]) -> object:
    """The flight and its day, or the day of leave; nothing of what is about a longer time."""
    return f"{row['flight']} of {row['departs']}" if row["flight"] else row["day"]


def _tell(found: Earned) -> None:
    text = found.currency.text
    rows = [
        (row["employee_id"], row["component"], row["rule_code"], _about(row), text(row["before"]),
         text(row["after"]), text(row["amount"]), hours(row["credit"]) if row["credit"] else None, row["kind"])
        for row in found.deltas.head(MOST).iter_rows(named=True)
    ]  # fmt: skip
    console.say(f"{found.month[0]:%Y-%m}, against run {found.run.id}: {found.why or 'nothing differs'}")
    if rows:
        console.table("", _COLUMNS, rows)
    if found.deltas.height > MOST:
        console.say(f"… and {found.deltas.height - MOST} more: --json prints all of them")
    people = found.deltas["crew_id"].n_unique()
    console.say(
        f"{found.deltas.height} differences of {people} crew members, {text(found.total)} {found.currency.code}"
    )
    for employee in found.waiting["employee_id"].unique().sort():
        lacks = found.waiting.filter(employee_id=employee)["missing"].unique().sort()
        console.say(f"{employee} waits: {', '.join(lacks)} is missing")
    if not found.deltas.is_empty():
        done = f"posted as {found.posted}" if found.posted else "nothing is posted: --post does it"
        console.say(f"{done}; the run that was paid stays as it is")
