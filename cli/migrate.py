"""`crewlex migrate` and `crewlex migrate check`"""

import typer

from cli import console, progress
from services import migrating
from services.settings import settings

app = typer.Typer(add_completion=False)


@app.callback(invoke_without_command=True)
def migrate(context: typer.Context) -> None:
    """Brings Postgres and Neo4j up to date."""
    if context.invoked_subcommand is None:
        with progress.shown() as bars:
            done = migrating.migrate(settings(), bars)
        fresh = f"applied {', '.join(done.neo4j)}" if done.neo4j else "up to date"
        console.say(f"Postgres is at {done.postgres}; Neo4j {fresh}.")


@app.command()
def check() -> None:
    """Builds every migration in a shadow database and reports where it differs from the models or this database."""
    with progress.shown() as bars:
        found = migrating.check(settings(), bars)
    for line in found:
        console.say(line)
    if found:
        raise typer.Exit(1)
    console.say("No drift: the migrations build what the models say, and this database is the same.")
