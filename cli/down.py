"""`crewlex down`"""

from typing import Annotated

import typer

from cli import console, progress
from servers import supervisor
from services.hosting import options
from services.settings import settings


def command(
    force: Annotated[bool, typer.Option("--force", help="Stop them even while another command uses them.")] = False,
) -> None:
    """Stops the servers that are ours."""
    with progress.shown() as bars:
        supervisor.down(options(settings()), bars, force=force)
    console.say("Down.")
