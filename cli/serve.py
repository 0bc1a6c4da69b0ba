"""`crewlex serve`"""

from typing import Annotated

import typer

from api.serving import Address, serving
from cli import console
from cli.running import with_doors
from services.doors import Doors


def command(
    host: Annotated[str, typer.Option(help="Where to listen; else CREWLEX_API_HOST, else this machine only.")] = "",
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="0 takes a free one; else CREWLEX_API_PORT, else 0.")
    ] = None,
) -> None:
    """Serves the GraphQL API until Ctrl-C, and says where."""

    async def work(doors: Doors) -> None:
        chosen = Address(host or doors.settings.api_host, doors.settings.api_port if port is None else port)
        async with serving(doors, chosen) as served:
            _told(served.url)
            await served.ended

    with_doors(work)


def _told(url: str) -> None:
    console.out.print(f"GraphQL at {url}/graphql, health at {url}/health.", markup=False)
    console.out.print("Sign in with a token: crewlex token --airline CODE. Stop with Ctrl-C.", markup=False)
