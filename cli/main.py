"""The ``crewlex`` command: every error of ours is one sentence on stderr, never a traceback."""

import signal
import sys

import typer

from cli.verbs import Verbs
from domain.errors import CrewlexError, InputError

BAD_INPUT = 2
FAILED = 1
INTERRUPTED = 130

app = typer.Typer(cls=Verbs, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


@app.callback()
def crewlex() -> None:
    """Decides what is legal and what is owed for airline crew."""


def main() -> None:
    """Runs the command line and ends the process: 0 well, 1 it failed, 2 bad input, 130 Ctrl-C or SIGTERM."""
    # Whoever ends us politely gets what Ctrl-C gets: the last one out still stops the servers.
    signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
    try:
        app(prog_name="crewlex")
    except CrewlexError as error:
        print(error, file=sys.stderr)
        sys.exit(BAD_INPUT if isinstance(error, InputError) else FAILED)
    except KeyboardInterrupt:  # while a verb was still being loaded
        sys.exit(INTERRUPTED)
