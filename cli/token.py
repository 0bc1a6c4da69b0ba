"""`crewlex token`"""

from datetime import timedelta
from typing import Annotated
from uuid import UUID

import typer

from cli import console
from cli.running import with_doors
from domain.crew import Role
from services import airlines
from services.airlines import OPERATOR
from services.doors import Doors
from services.tokens import LIFE


def command(
    role: Annotated[Role, typer.Option(help="What the holder may do.")] = Role.ADMIN,
    airline: Annotated[str, typer.Option(help="The airline's code; only the platform's role has none.")] = "",
    sub: Annotated[UUID | None, typer.Option(help="The login's id; a crew member's for airline_user.")] = None,
    email: Annotated[str, typer.Option(help="Whom the log shall name; another one is somebody else.")] = "",
    hours: Annotated[int, typer.Option(min=1, max=24 * 30, help="How long it lets in.")] = LIFE // timedelta(hours=1),
) -> None:
    """Prints a token (JWT) with the claims sub, email, airline_id, role, iat and exp."""

    async def work(doors: Doors) -> str:
        claims = await airlines.login(doors, OPERATOR, role, airline or None, sub=sub, email=email)
        return doors.tokens.sign(claims, timedelta(hours=hours))

    console.say(with_doors(work))
