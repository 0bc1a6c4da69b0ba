"""`crewlex up`"""

from cli import console, progress
from servers import supervisor
from services.hosting import options
from services.settings import settings


def command() -> None:
    """Starts both servers, or finds them running, and leaves them running."""
    chosen = options(settings())
    with progress.shown() as bars:
        supervisor.up(chosen, bars)
    running = ", ".join(f"{server.kind} at {server.address}" for server in supervisor.status(chosen).servers)
    console.say(f"Up: {running}.")
