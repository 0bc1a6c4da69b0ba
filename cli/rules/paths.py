"""`crewlex rules dependents` and `path`: what a change would touch, and how two things hang together."""

from typing import Annotated

import typer

from cli import console
from cli.acting import actor
from cli.rules.words import Airline
from cli.running import with_doors
from domain.errors import NotFoundError
from services import paths
from services.doors import Doors
from services.paths import Node, Path

HEADINGS = {
    "rule": "Rules",
    "component": "Pay components",
    "scenario": "Scenarios",
    "interpretation": "Interpretations",
    "case": "Worked cases",
    "clause": "Sections",
    "document": "Documents",
}


def dependents(
    name: Annotated[str, typer.Argument(help="A rule, pay component, scenario, clause, document or interpretation.")],
    airline: Airline = "",
    kind: Annotated[str, typer.Option(help="Which is meant, where a name is of two kinds: scenario, component …")] = "",
) -> None:
    """Shows what a change would touch, each with the shortest way to it: crewlex rules dependents flight_pay"""

    async def work(doors: Doors) -> tuple[Node, dict[str, tuple[Path, ...]]]:
        return await paths.dependents(doors, actor(doors), name, airline or None, kind)

    node, found = with_doors(work)
    counts = ", ".join(f"{HEADINGS[each].lower()} {len(found[each])}" for each in HEADINGS if found[each])
    console.say(f"A change of the {node.kind} {node} touches: {counts or 'nothing else'}")
    for each, heading in HEADINGS.items():
        if found[each]:
            console.table(heading, ("", "by way of"), [(path.end, path.text) for path in found[each]])


def path(
    one: Annotated[str, typer.Argument(help="A rule, pay component, scenario, clause …")],
    other: Annotated[str, typer.Argument(help="Another one.")],
    airline: Airline = "",
) -> None:
    """Shows a shortest way between two: crewlex rules path overtime flight_pay"""
    found = with_doors(lambda doors: paths.between(doors, actor(doors), other, one, airline or None))
    if found is None:
        raise NotFoundError(f"Nothing leads from {one} to {other}.")
    console.say(found.text)
