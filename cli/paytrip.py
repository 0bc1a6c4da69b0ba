"""`crewlex pay trip`: what each change of a trip did to what it pays."""

import json
from typing import Annotated

import typer

from cli import console
from cli.acting import actor
from cli.payreceipt import TripName, who
from cli.running import with_doors
from cli.watched import AirlineCode, CrewNumber
from domain import clock
from services import tripvalue
from services.tripvalue import Changed, History


def register(app: typer.Typer) -> None:
    """Adds this verb to `crewlex pay`."""
    app.command("trip")(trip)


def trip(
    employee: CrewNumber,
    trip: TripName,
    airline: AirlineCode,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, amounts in minor units.")] = False,
) -> None:
    """Shows each change of a trip: who or which feed, when, from what to what, and its effect on what the trip pays.

    All by the rules of the newest edition; what had not been flown yet is taken to be flown as planned.
    """
    found = with_doors(lambda doors: tripvalue.of(doors, actor(doors), airline, employee, trip))
    if as_json:
        typer.echo(json.dumps(found.plain(), indent=1))
        return
    rows = [_cells(found, number, each) for number, each in enumerate(found.changes, 1)]
    console.say(f"{found.employee_id}, trip {found.trip_id}")
    console.table("", ("", "when", "who", "why", "what", "credit", "worth", "effect"), rows)
    last = found.changes[-1].after
    if last.open:
        console.say(f"NOT COMPLETE: {last.open} rows could not be decided; the worth is what is certain so far")
    console.say(f"credit {clock.hours(last.credit)}, worth {found.currency.text(last.amount)} {found.currency.code}")
    console.say(f"rulebook {', '.join(found.rulebooks)}")


def _cells(found: History, number: int, each: Changed) -> tuple[object, ...]:
    step, effect = each.step, each.effect
    what = "\n".join(map(str, step.differences))
    worth = found.currency.text(each.after.amount) + (" (open)" if each.after.open else "")
    signed = f"{'+' if effect > 0 else ''}{found.currency.text(effect)}"
    return (
        number,
        f"{step.at:%Y-%m-%dT%H:%M:%SZ}",
        who(step.feed, step.by),
        step.reason,
        what,
        clock.hours(each.after.credit),
        worth,
        signed,
    )
