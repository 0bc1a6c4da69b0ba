"""`crewlex rules export` and `import`: the rules as a file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from cli import console
from cli.acting import actor
from cli.given import put
from cli.running import with_doors
from services import exchange
from services.exchange import Form


def export(
    file: Annotated[str, typer.Argument(help="Where to: a name in .yaml or .cypher, or - to print it.")],
    form: Annotated[Form | None, typer.Option("--format", help="In place of what the name says.")] = None,
    airline: Annotated[str, typer.Option("--airline", help="Shared law and this airline's rules; else all.")] = "",
    edition: Annotated[int | None, typer.Option(help="A past edition; else the newest.")] = None,
) -> None:
    """Writes the rules as one sorted file, the same bytes every time: crewlex rules export rules.yaml"""
    chosen = form or (Form.YAML if file == "-" else exchange.form_of(Path(file)))
    text = with_doors(
        lambda doors: exchange.exported(doors, actor(doors), chosen, airline=airline or None, edition=edition)
    )
    if file == "-":
        typer.echo(text, nl=False)
        return
    put(file, text)
    console.say(f"Wrote {file}.")


def import_(
    file: Annotated[Path, typer.Argument(help="What `crewlex rules export` wrote, in .yaml or .cypher.")],
    message: Annotated[str, typer.Option("--message", "-m", help="Why, for the log.")] = "",
    replace: Annotated[bool, typer.Option("--replace", help="Put the file in place of other rules.")] = False,
    altered: Annotated[bool, typer.Option("--altered", help="Take a file that was changed since.")] = False,
) -> None:
    """Publishes an exported file at once, without review: a restore, for the platform's administrators."""
    why = message or f"Import of {file.name}"
    number = with_doors(
        lambda doors: exchange.imported(doors, actor(doors), file, why, replace=replace, altered=altered)
    )
    console.say(f"Edition {number} is in force.")
