"""The edits: each goes into the operator's draft."""

from datetime import datetime
from typing import Annotated

import typer

from cli.rules.words import Airline, owner, tell, value
from cli.running import with_doors
from domain.rulegraph import EdgeKind, Method
from services import editing
from services.airlines import OPERATOR


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
    tell(
        with_doors(
            lambda doors: editing.connect(
                doors, OPERATOR, owner(airline), source, kind, target, method=method, notes=notes, because=because
            )
        )
    )


def disconnect(
    source: Annotated[str, typer.Argument(help="A rule's code (or a scenario's id, or a pay component).")],
    kind: Annotated[EdgeKind, typer.Argument(help="The relationship, read from source to target.")],
    target: Annotated[str, typer.Argument(help="What it leads to.")],
    airline: Airline = "",
) -> None:
    """Drafts the end of a relationship: crewlex rules disconnect SAMPLE_Section_5.A APPLIES_TO red_eye --airline WN"""
    tell(with_doors(lambda doors: editing.disconnect(doors, OPERATOR, owner(airline), source, kind, target)))


def override(
    winner: Annotated[str, typer.Argument(help="The rule that shall stand.")],
    loser: Annotated[str, typer.Argument(help="The rule that shall yield to it.")],
    because: Annotated[str, typer.Option(help="Why it stands, for those who read the graph.")],
    airline: Airline = "",
) -> None:
    """Drafts that one rule displaces another; where the other displaces it now, that is turned around."""
    tell(with_doors(lambda doors: editing.override(doors, OPERATOR, owner(airline), winner, loser, because)))


def set_value(
    rule: Annotated[str, typer.Argument(help="The rule's code.")],
    path: Annotated[str, typer.Argument(help="The way to the value: rows[06:00].limits[4], percent, expires.")],
    new: Annotated[str, typer.Argument(help="The new value: 11:30, 150, 210.50, null.", metavar="VALUE")],
    airline: Airline = "",
    since: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The first day it holds; else it is corrected.")
    ] = None,
) -> None:
    """Drafts another value of a rule: crewlex rules set '14CFR117.13(a)' 'rows[06:00].limits[4]' 11:30"""
    day = since.date() if since else None
    tell(
        with_doors(lambda doors: editing.set_value(doors, OPERATOR, owner(airline), rule, path, value(new), since=day))
    )
