"""The verbs by name. A verb is loaded when it is called: `crewlex up` must not wait for a solver that it never uses.

A verb module has either ``command``, a function that Typer reads, or ``app``, a ``typer.Typer`` with sub-commands.
To add a verb, write ``cli/<name>.py`` and add a line here.
"""

from importlib import import_module
from typing import Any, Final, NamedTuple

import typer
from typer.core import TyperGroup
from typer.main import get_command


class Verb(NamedTuple):
    """Where a verb lives, and its line in the help."""

    module: str
    help: str


VERBS: Final = {
    "demo": Verb("cli.demo", "Run the main job on a real month of flights, start to end."),
    "up": Verb("cli.up", "Start the servers and leave them running."),
    "down": Verb("cli.down", "Stop the servers."),
    "status": Verb("cli.status", "Show the servers: address, user, and the file that holds the password."),
    "migrate": Verb("cli.migrate", "Bring both databases up to date; `migrate check` reports drift."),
    "serve": Verb("cli.serve", "Serve the API."),
    "load": Verb("cli.load", "Load a month of flights."),
    "roster": Verb("cli.roster", "Plan a month's roster under the rules in force."),
    "rules": Verb("cli.rules", "List, edit and publish the rules."),
    "pay": Verb("cli.pay", "Work out a month's pay and show it."),
    "legality": Verb("cli.legality", "Judge a timeline against the rules."),
    "judge": Verb("cli.judge", "Judge a month against the rules in force."),
    "model": Verb("cli.model", "Show the solver's model of a month: its hash and its limits."),
    "token": Verb("cli.token", "Print a signed token for the API."),
    "sql": Verb("cli.sql", "Run one read-only SQL statement out of a file."),
}


class Verbs(TyperGroup):
    """A group that knows its commands by name and loads one when it is called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """The verbs in the order of the help."""
        return list(VERBS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of a verb; for the help text a stand-in with its line, so that nothing is loaded."""
        verb = VERBS.get(cmd_name)
        if verb is None:
            return None
        return _stand_in(cmd_name, verb) if _only_help(ctx) else _loaded(cmd_name, verb)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Finds the verb; a mistyped one is told what comes close."""
        self.commands = {name: _stand_in(name, verb) for name, verb in VERBS.items() if args[0] not in VERBS}
        ctx.meta["crewlex.called"] = True
        return super().resolve_command(ctx, args)


def _only_help(ctx: Any) -> bool:
    return "crewlex.called" not in ctx.meta


def _stand_in(name: str, verb: Verb) -> Any:
    single = typer.Typer(add_completion=False)
    single.command(name, help=verb.help)(lambda: None)
    return get_command(single)


def _loaded(name: str, verb: Verb) -> Any:
    module = import_module(verb.module)
    app = getattr(module, "app", None)
    if app is None:
        app = typer.Typer(add_completion=False)
        app.command(name, help=verb.help)(module.command)
    command = get_command(app)
    command.name = name
    return command
