"""`crewlex rules grid`: a rule's table or pay scale as a sheet, and a pasted one into the change set."""

from typing import Annotated

import typer

from cli import console
from cli.acting import actor
from cli.given import text_of
from cli.rules.when import day
from cli.rules.words import Airline, Day, owner, tell
from cli.running import with_doors
from services import grids


def grid(
    code: Annotated[str, typer.Argument(help="The rule's code.")],
    airline: Airline = "",
    paste: Annotated[
        str, typer.Option(help="A file with a sheet to draft in its place; - reads it from the input.")
    ] = "",
    since: Day = None,
) -> None:
    """Prints a rule's grid for a spreadsheet, or drafts one: crewlex rules grid '14CFR117.13(a)' --paste table.tsv"""
    if not paste:
        sheet = with_doors(lambda doors: grids.printed(doors, actor(doors), code, airline or None))
        typer.echo(sheet, nl=False)
        return
    text = text_of(paste)
    found, doubts = with_doors(lambda doors: grids.pasted(doors, actor(doors), owner(airline), code, text, day(since)))
    for doubt in doubts:
        console.say(f"{doubt.fault.replace('_', ' ').upper()}: {doubt.says} It is drafted all the same.")
    tell(found)
