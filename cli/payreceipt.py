"""`crewlex pay released`, `receipt` and `receipts`: a crew member let go from a trip, and what the trip pays."""

import re
from typing import Annotated, Final
from uuid import UUID

import typer

from cli import console
from cli.acting import actor
from cli.instants import instant
from cli.running import with_doors
from cli.watched import AirlineCode, CrewNumber, month_of
from domain import clock
from domain.errors import InputError
from services import receipts, renewing
from services.causes import Cause
from services.dutytimes import Release
from services.receiptview import Receipt

TripName = Annotated[str, typer.Argument(help="The trip's id, or the day that it reports on (base clock).")]
Reason = Annotated[str, typer.Option(help="Why, for the log.")]
_FLIGHT: Final = re.compile(r"(?P<flight>[^=]+)=(?P<out>[^/]+)/(?P<arrived>[^/]+)")


def register(app: typer.Typer) -> None:
    """Adds these verbs to `crewlex pay`."""
    app.command("released")(released)
    app.command("receipt")(receipt)
    app.command("receipts")(renewed)


def released(
    employee: CrewNumber,
    trip: TripName,
    at: Annotated[str, typer.Option(help="When, as 2026-12-03T22:10Z.")],
    airline: AirlineCode,
    duty: Annotated[
        int | None, typer.Option(help="From which duty of the trip, 1 and up; by default the last.")
    ] = None,
    report: Annotated[str, typer.Option(help="When they reported, where it was not as planned.")] = "",
    flight: Annotated[
        list[str] | None, typer.Option(help="A flight's real times: XP101=OUT/IN; may be repeated.")
    ] = None,
    reason: Reason = "",
) -> None:
    """Records that a crew member was released from a trip, and shows the receipt of what it pays.

    Recorded again with other times it is a correction: the receipt gets a new version that tells what changed.
    """
    told = Release(instant(at), duty, instant(report) if report else None, tuple(map(_flight, flight or ())))
    made = with_doors(lambda doors: receipts.released(doors, actor(doors), airline, employee, trip, told, reason))
    if made is None:
        console.say(f"{employee} is released from duty {duty} of the trip, which goes on")
    else:
        _receipt(made)


def receipt(
    employee: CrewNumber,
    trip: TripName,
    airline: AirlineCode,
    version: Annotated[int | None, typer.Option(help="Which version; by default the newest.")] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Work it out again first: what is otherwise now is a version more.")
    ] = False,
    reason: Reason = "",
) -> None:
    """Shows the receipt of a trip: what it pays and why, what changed since the version before, and if it is stale."""
    if again and version is not None:
        raise InputError("Ask for --again or for a --version, one at a time.")
    if again:
        made = with_doors(lambda doors: receipts.renewed(doors, actor(doors), airline, employee, trip, reason))
    else:
        made = with_doors(lambda doors: receipts.shown(doors, actor(doors), airline, employee, trip, version))
    _receipt(made)


def renewed(
    airline: AirlineCode,
    period: Annotated[str, typer.Argument(help="Such as 2026-12; by default the month we are in.")] = "",
    reason: Reason = "",
) -> None:
    """Makes the receipts of a month's trips again where they are stale: each gets a version more that says why."""
    month = month_of(period)
    found = with_doors(lambda doors: renewing.renew(doors, actor(doors), airline, month, reason))
    rows = [
        (each.employee_id, each.row.trip_id, each.row.version, each.currency.text(int(each.changes["delta"].sum())),
         each.row.reason)
        for each in found.made
    ]  # fmt: skip
    if rows:
        console.table("", ("employee", "trip", "version", "change", "why"), rows)
    console.say(f"{len(rows)} receipts made again")
    for left in found.left:
        console.say(f"{left.employee_id}, trip {left.trip_id} STAYS OUT OF DATE: {left.why}")


def who(feed: str, by: UUID | None) -> str:
    """A feed, and the beginning of the login that it wrote as; programs are told all of it by the JSON."""
    return f"{feed} ({str(by)[:8]})" if by else feed


def _flight(typed: str) -> tuple[str, int, int]:
    found = _FLIGHT.fullmatch(typed)
    if found is None:
        raise InputError(f"{typed!r} is no flight with its times: write XP101=2026-12-03T10:05Z/2026-12-03T11:20Z.")
    return found["flight"], instant(found["out"]), instant(found["arrived"])


def _receipt(made: Receipt) -> None:
    row, text = made.row, made.currency.text
    console.say(f"{made.employee_id}, trip {row.trip_id}, receipt version {row.version}")
    _standing(made)
    columns = ("component", "amount", "credit", "flight", "rule", "since", "how")
    lines = made.lines.select("component", "amount", "credit", "flight", "rule_code", "rule_since", "reason").rows()
    told = [
        (name, text(amount), clock.hours(credit) if credit else None, *rest) for name, amount, credit, *rest in lines
    ]
    console.table("", columns, told)
    if not made.needs.is_empty():
        console.say(f"NOT COMPLETE: {made.needs.height} rows could not be decided; the total is what is certain so far")
        console.table("", ("rule", "row", "needs"), made.needs.select("rule_code", "grain", "missing").rows())
    _changes(made)
    console.say(f"credit {clock.hours(row.credit_minutes)}, gross {text(row.gross_minor)} {made.currency.code}")
    console.say(f"made at {row.created_at:%Y-%m-%dT%H:%M:%S}Z, {made.seconds} s after the release was recorded")
    console.say(f"rulebook {row.rulebook_hash}; receipt {row.content_hash}")


def _standing(made: Receipt) -> None:
    if made.row.version < made.versions:
        console.say(f"OUT OF DATE: version {made.versions} stands in its place")
    if made.stale:
        console.say(f"OUT OF DATE: {made.stale.why} Make it again with --again, or all with `crewlex pay receipts`.")
        _causes(made.stale.causes)


def _causes(causes: tuple[Cause, ...]) -> None:
    rows = [
        (f"{each.at:%Y-%m-%dT%H:%M:%SZ}" if each.at else "", who(each.feed, each.by),
         each.reason, "\n".join(each.what))
        for each in causes
    ]  # fmt: skip
    if rows:
        console.table("", ("when", "who", "why", "what"), rows)


def _changes(made: Receipt) -> None:
    if made.row.version == 1:
        return
    why = f": {made.row.reason}" if made.row.reason else ""
    console.say(
        f"changed since version {made.row.version - 1}{why}"
        if made.changes.height
        else f"nothing is paid otherwise than in version {made.row.version - 1}{why}"
    )
    rows = [
        (name, rule, flight, *map(made.currency.text, (before, after, delta)))
        for name, rule, flight, before, after, delta in made.changes.select(
            "component", "rule_code", "flight", "before", "after", "delta"
        ).rows()
    ]
    if rows:
        console.table("", ("component", "rule", "flight", "before", "after", "change"), rows)
    _causes(made.causes)
