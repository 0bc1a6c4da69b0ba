"""`crewlex status`"""

from typing import Annotated

import typer

from cli import console
from servers import supervisor
from servers.status import ServerStatus
from services.hosting import options
from services.settings import settings


def command(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, for programs.")] = False,
) -> None:
    """Shows each server: state, address, user, and the file that holds its password."""
    found = supervisor.status(options(settings()))
    if as_json:
        console.say(found.model_dump_json(indent=2))
        return
    console.say(f"home      {found.home}")
    for each in found.servers:
        console.say(f"{each.kind:<9} {', '.join(_facts(each))}")
    if found.used_by:
        console.say(f"used by   process {', '.join(map(str, found.used_by))}")


def _facts(server: ServerStatus) -> list[str]:
    """What is known of a server, in words."""
    named = {
        "at": server.address,
        "user": server.user,
        "password in": server.password_file,
        "version": server.version,
        "log in": server.log,
        "trouble:": server.trouble,
    }
    return [str(server.state), *(f"{name} {fact}" for name, fact in named.items() if fact)]
