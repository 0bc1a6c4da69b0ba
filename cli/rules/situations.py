"""`crewlex rules suggest` and `match`: which scenario may be meant, and which ones hold."""

import json
from datetime import datetime
from typing import Annotated

import typer

from cli import console
from cli.acting import actor
from cli.given import text_of
from cli.rules.words import Airline, value
from cli.running import with_doors
from cli.watched import AirlineCode
from domain.errors import InputError
from domain.rules.pay import Grain
from services import situations
from services.situations import Match, Suggestion


def suggest(
    text: Annotated[str, typer.Argument(help="What happened, in words.")],
    airline: Airline = "",
) -> None:
    """Suggests scenarios for a text, for people to choose from: crewlex rules suggest 'held for a mechanic'"""
    found: list[Suggestion] = with_doors(
        lambda doors: situations.suggest_scenarios(doors, actor(doors), text, airline or None)
    )
    if not found:
        console.say("No scenario has any of these words.")
    else:
        rows = [(one.scenario, one.score, one.title, ", ".join(one.words)) for one in found]
        console.table("", ("scenario", "score", "title", "by the words"), rows)
    console.err.print("This decides nothing: `crewlex rules match` does, from the facts.", markup=False)


def match(
    airline: AirlineCode,
    file: Annotated[str, typer.Argument(help="A JSON map of facts; - reads it from the standard input.")] = "",
    fact: Annotated[list[str] | None, typer.Option(help="One fact: delay_minutes=200. null is a blank.")] = None,
    grain: Annotated[Grain, typer.Option(help="What the facts are of.")] = Grain.LEG,
    on: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; by default today.")] = None,
    every: Annotated[bool, typer.Option("--all", help="Name each scenario that needs data.")] = False,
) -> None:
    """Decides which scenarios hold for one flight or duty: crewlex rules match --airline WN --fact delay_minutes=200"""
    facts = (_read(file) if file else {}) | dict(_fact(each) for each in fact or ())
    if not facts:
        raise InputError("There are no facts: name a file, or give --fact delay_minutes=200.")
    day = on.date() if on else None
    number, found = with_doors(lambda doors: situations.matched(doors, actor(doors), airline, facts, grain, day))
    _tell(number, found, every=every)


def _read(file: str) -> dict[str, object]:
    try:
        read = json.loads(text_of(file), parse_float=str)
    except ValueError as wrong:
        raise InputError(f"{file} is no JSON: {wrong}.") from None
    if not isinstance(read, dict):
        raise InputError(f'{file}: write one map of facts, as {{"delay_minutes": 200}}.')
    return read


def _fact(typed: str) -> tuple[str, object]:
    name, equals, given = typed.partition("=")
    if not equals:
        raise InputError(f"{typed!r} is no fact: write it as delay_minutes=200.")
    return name.strip(), value(given.strip())


def _tell(number: int, found: Match, *, every: bool) -> None:
    console.say(f"Edition {number}: {len(found.holds)} scenarios hold, the most specific first")
    for answer in found.holds:
        console.say(f"HOLDS {answer.scenario}: {answer.title}")
        for reason in answer.why:
            console.say(f"    because {reason.condition}{_values(reason.values)}")
    for answer in found.fails:
        console.say(f"FAILS {answer.scenario}: {answer.outcome.reason}")
    for answer in found.needs_data if every else ():
        console.say(f"NEEDS DATA {answer.scenario}: {answer.outcome.reason}")
    if found.needs_data and not every:
        facts = sorted({fact for answer in found.needs_data for fact in answer.outcome.missing})
        console.say(f"{len(found.needs_data)} are open (--all names them). They need {', '.join(facts)}")


def _values(read: tuple[tuple[str, object], ...]) -> str:
    told = ", ".join(f"{name} is {each}" for name, each in read)
    return f" ({told})" if told else ""
