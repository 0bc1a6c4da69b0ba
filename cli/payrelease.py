"""`crewlex pay runs`, `release`, `reviewed`, `close` and `paid`: a month's pay on its way out."""

from typing import Annotated

import typer

from cli import console
from cli.acting import actor
from cli.running import with_doors
from cli.watched import AirlineCode, month_of
from domain.claims import Claims
from domain.errors import RefusedError
from services import releasing
from services.doors import Doors
from services.releasing import Sheet, Variance
from services.settings import settings

RunId = Annotated[str, typer.Argument(help="The run's id, as `crewlex pay runs` lists it.")]
Period = Annotated[str, typer.Argument(help="Such as 2026-12; by default the month we are in.")]
Reason = Annotated[str, typer.Option(help="Why, for the log.")]


def register(app: typer.Typer) -> None:
    """Adds these verbs to `crewlex pay`."""
    for name, verb in (("runs", runs), ("release", release), ("reviewed", reviewed), ("close", close), ("paid", paid)):
        app.command(name)(verb)


def runs(airline: AirlineCode) -> None:
    """Lists the airline's pay runs, the latest first."""
    found = with_doors(lambda doors: releasing.listed(doors, actor(doors), airline))
    rows = [
        (run.id, f"{period.start_date:%Y-%m}", run.status.value, f"{total.done}/{total.parts}", total.crew, total.open,
         _short(run.content_hash), run.reason)
        for run, period, total in found
    ]  # fmt: skip
    console.table("", ("run", "period", "status", "parts", "crew", "open", "content", "reason"), rows)


def _short(content_hash: str | None) -> str:
    """Enough to tell two runs apart; `release --look` and `evidence` tell all of it."""
    return (content_hash or "").removeprefix("sha256:")[:8]


def release(
    run: RunId,
    reason: Reason = "",
    accept_open: Annotated[str, typer.Option(help="Why it goes out though rows could not be decided.")] = "",
    look: Annotated[bool, typer.Option("--look", help="Only show what there is to see before.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
) -> None:
    """Shows a run's control totals, its variance and what is open; then releases it, as a second person.

    Whoever ran it, or a part of it, cannot. The person is the one of CREWLEX_TOKEN.
    """
    run_id = releasing.run_id(run)
    _sheet(with_doors(lambda doors: releasing.sheet(doors, actor(doors), run_id)))
    if look:
        return
    if not yes:
        typer.confirm("Release this?", abort=True)
    with_doors(lambda doors: releasing.release(doors, _person(doors), run_id, reason, accept_open))
    console.say(f"run {run_id} is released")


def reviewed(run: RunId, reason: Reason = "") -> None:
    """Notes that the crew have looked at a run and nothing they said is open any more."""
    run_id = releasing.run_id(run)
    with_doors(lambda doors: releasing.review(doors, actor(doors), run_id, reason))
    console.say(f"run {run_id} is reviewed by the crew")


def close(airline: AirlineCode, period: Period = "", reason: Reason = "") -> None:
    """Closes a period whose newest run is released: what changes later is an adjustment in the next open one."""
    month = month_of(period)
    with_doors(lambda doors: releasing.close(doors, actor(doors), airline, month, reason))
    console.say(f"{month[0]:%Y-%m} is closed")


def paid(airline: AirlineCode, period: Period = "", reason: Reason = "") -> None:
    """Says that a closed period was paid."""
    month = month_of(period)
    with_doors(lambda doors: releasing.paid(doors, actor(doors), airline, month, reason))
    console.say(f"{month[0]:%Y-%m} is paid")


def _person(doors: Doors) -> Claims:
    if settings().token is None:
        raise RefusedError(
            "A release is a person's: set CREWLEX_TOKEN to the token that `crewlex token` prints for one."
        )
    return actor(doors)


def _sheet(found: Sheet) -> None:
    text, code, total = found.currency.text, found.currency.code, found.sum
    console.say(
        f"run {found.run.id} of {found.period.start_date:%Y-%m}, {found.run.status.value}, {found.run.content_hash}"
    )
    console.say(
        f"control totals: {total.crew} crew members, {total.lines} lines, {text(total.gross)} {code} gross; "
        f"the lines on record {'add up to them' if found.adds_up else 'DO NOT ADD UP TO THEM'}"
    )
    before = f"{found.last.start_date:%Y-%m}" if found.last else "nothing before"
    rows = [
        (each.component, text(each.now), text(each.before), text(each.change), _percent(each))
        for each in found.variance
    ]
    console.table("", ("component", f"{found.period.start_date:%Y-%m}", before, "change", "percent"), rows)
    if found.last and found.twice:
        console.say(f"these flights were paid in {before} as well, and block the release: `crewlex pay retro {before}`")
        paid_too = [(each.employee_id, each.flight, text(each.amount)) for each in found.twice]
        console.table("", ("employee", "flight", f"paid in {before}"), paid_too)
    if found.open:
        console.say("open: these rules could not be decided, and block the release")
        needs = [(each.code, each.missing, each.crew, each.rows) for each in found.open]
        console.table("", ("rule", "needs", "crew", "rows"), needs)
    else:
        console.say("nothing is open")


def _percent(each: Variance) -> str | None:
    if not each.before:
        return None
    share = abs(each.change) * 100 // abs(each.before)
    return f"{'-' if each.change < 0 else '+'}{share} %"
