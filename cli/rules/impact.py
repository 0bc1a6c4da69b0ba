"""`crewlex rules impact`: what a change of rules would do to one real month, before it is published."""

from typing import Annotated, Final

import typer

from cli import console
from cli.acting import actor
from cli.given import put
from cli.rules import impact_words
from cli.rules.words import owner
from cli.running import with_doors
from cli.watched import month_of
from domain.errors import InputError
from domain.rules.rule import PUBLIC
from services import candidates, impact
from services.candidates import Candidate
from services.consequences import Impact
from services.doors import Doors

OUT: Final = "-"
"""The file that is no file: what is printed in place of the summary."""
app = typer.Typer(add_completion=False, help="What a change of rules would do to one real month, before publishing.")

Csv = Annotated[str, typer.Option("--csv", help="Writes every row (crew member, rule, before, after) to this file.")]
Json = Annotated[str, typer.Option("--json", help="Writes everything to this file; - prints it and nothing else.")]


@app.callback(invoke_without_command=True)
def run(
    context: typer.Context,
    airline: Annotated[str, typer.Option("--airline", help="Whose month; else that of the change set's airline.")] = "",
    month: Annotated[str, typer.Option(help="The month, as 2026-11; else the current one.")] = "",
    change: Annotated[str, typer.Option(help="A change set, as CS-12; else your open draft for the airline.")] = "",
    shared: Annotated[bool, typer.Option("--shared", help="Your open draft of shared law, on this airline.")] = False,
    edition: Annotated[int | None, typer.Option(help="An edition, in place of a draft.")] = None,
    baseline: Annotated[int | None, typer.Option(help="The edition it is held against; else the newest.")] = None,
    always: Annotated[bool, typer.Option("--always", help="As if it had held from the start.")] = False,
    json: Json = "",
    csv: Csv = "",
) -> None:
    """Pays and judges a real month under both rules, tells what comes out otherwise, and keeps it as IM-…"""
    if context.invoked_subcommand is not None:
        return
    chosen = month_of(month)

    async def work(doors: Doors) -> tuple[str, Impact]:
        who = actor(doors)
        candidate = await _candidate(doors, airline, change, edition, shared=shared, always=always)
        found = await impact.of(doors, who, _whose(airline, candidate), chosen, candidate, baseline)
        return await impact.keep(doors, who, found, candidate), found

    _tell(*with_doors(work), json, csv)


@app.command("show")
def show(
    name: Annotated[str, typer.Argument(help="The impact: IM-3.", metavar="IM-NUMBER")], json: Json = "", csv: Csv = ""
) -> None:
    """Shows an impact as it was found."""
    found = with_doors(lambda doors: impact.shown(doors, actor(doors), name))
    _tell(name.upper(), found, json, csv)


async def _candidate(
    doors: Doors, airline: str, change: str, edition: int | None, *, shared: bool, always: bool
) -> Candidate:
    who = actor(doors)
    if sum((bool(change), edition is not None, shared)) > 1:
        raise InputError("Say one of --change, --edition and --shared.")
    if change:
        return await candidates.of_change_set(doors, who, change, always=always)
    if edition is not None:
        return await candidates.of_edition(doors, who, _named(airline), edition)
    return await candidates.of_draft(doors, who, PUBLIC if shared else owner(_named(airline)), always=always)


def _whose(airline: str, candidate: Candidate) -> str:
    return airline or _named("" if candidate.owner == PUBLIC else candidate.owner)


def _named(airline: str) -> str:
    if not airline:
        raise InputError("Say on whose month: name the airline with --airline.")
    return airline


def _tell(name: str, found: Impact, json: str, csv: str) -> None:
    if csv:
        put(csv, found.rows.write_csv())
    if json == OUT:
        console.say(found.text)
        return
    if json:
        put(json, found.text + "\n")
    impact_words.tell(name, found)
