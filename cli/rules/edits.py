"""The edits: each goes into the open change set of the one who acts."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated

import typer

from cli.acting import actor
from cli.rules.words import Airline, Day, owner, tell, value
from cli.running import with_doors
from domain.claims import Claims
from domain.rulegraph import EdgeKind, Method
from services import editing
from services.changesets import ChangeSet
from services.doors import Doors


def connect(
    source: Annotated[str, typer.Argument(help="A rule's code (or a scenario's id, or a pay component).")],
    kind: Annotated[EdgeKind, typer.Argument(help="The relationship, read from source to target.")],
    target: Annotated[str, typer.Argument(help="What it leads to.")],
    airline: Airline = "",
    method: Annotated[Method | None, typer.Option(help="What settles a CONFLICTS_WITH.")] = None,
    notes: Annotated[str, typer.Option(help="Why, for those who read the graph.")] = "",
    because: Annotated[str, typer.Option(help="Why the first of an OVERRIDES stands.")] = "",
) -> None:
    """Drafts a relationship: crewlex rules connect SAMPLE_Section_5.A APPLIES_TO red_eye --airline WN"""
    said = {"notes": notes, "because": because}
    _draft(lambda doors, who: editing.connect(doors, who, owner(airline), source, kind, target, method=method, **said))


def disconnect(
    source: Annotated[str, typer.Argument(help="A rule's code (or a scenario's id, or a pay component).")],
    kind: Annotated[EdgeKind, typer.Argument(help="The relationship, read from source to target.")],
    target: Annotated[str, typer.Argument(help="What it leads to.")],
    airline: Airline = "",
) -> None:
    """Drafts the end of a relationship: crewlex rules disconnect SAMPLE_Section_5.A APPLIES_TO red_eye --airline WN"""
    _draft(lambda doors, who: editing.disconnect(doors, who, owner(airline), source, kind, target))


def override(
    winner: Annotated[str, typer.Argument(help="The rule that shall stand.")],
    loser: Annotated[str, typer.Argument(help="The rule that shall yield to it.")],
    because: Annotated[str, typer.Option(help="Why it stands, for those who read the graph.")],
    airline: Airline = "",
) -> None:
    """Drafts that one rule displaces another; where the other displaces it now, that is turned around."""
    _draft(lambda doors, who: editing.override(doors, who, owner(airline), winner, loser, because))


def set_value(
    rule: Annotated[str, typer.Argument(help="The rule's code.")],
    path: Annotated[str, typer.Argument(help="The way to the value: rows[06:00].limits[4], percent, expires.")],
    new: Annotated[str, typer.Argument(help="The new value: 11:30, 150, 210.50, null.", metavar="VALUE")],
    airline: Airline = "",
    since: Day = None,
) -> None:
    """Drafts another value of a rule: crewlex rules set '14CFR117.13(a)' 'rows[06:00].limits[4]' 11:30"""
    day = since.date() if since else None
    _draft(lambda doors, who: editing.set_value(doors, who, owner(airline), rule, path, value(new), since=day))


def condition(
    scenario: Annotated[str, typer.Argument(help="The scenario's id.")],
    holds: Annotated[str, typer.Argument(help="Where it holds, over the published facts.", metavar="CONDITION")],
    airline: Airline = "",
) -> None:
    """Drafts when a scenario holds: crewlex rules condition long_delay 'delay_minutes >= 180'"""
    _draft(lambda doors, who: editing.set_condition(doors, who, owner(airline), scenario, holds))


def add(
    file: Annotated[Path, typer.Argument(help="A rule, or part of a rule pack (YAML).")], airline: Airline = ""
) -> None:
    """Drafts the rules of a file, with the clauses, scenarios and readings that it brings along."""
    _draft(lambda doors, who: editing.add(doors, who, owner(airline), file))


def remove(
    name: Annotated[str, typer.Argument(help="A rule's code, or a scenario's id.")], airline: Airline = ""
) -> None:
    """Drafts the end of a rule or scenario; in a correction it is taken away with what hangs on it."""
    _draft(lambda doors, who: editing.remove(doors, who, owner(airline), name))


def _draft(edit: Callable[[Doors, Claims], Awaitable[ChangeSet]]) -> None:
    tell(with_doors(lambda doors: edit(doors, actor(doors))))
