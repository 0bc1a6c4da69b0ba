"""Who may edit whose rules, and who works on pay."""

from uuid import UUID

from domain.claims import Claims
from domain.crew import Role
from domain.errors import RefusedError
from domain.rules.rule import PUBLIC
from services import airlines
from services.doors import Doors


def staff(claims: Claims, deed: str) -> None:
    """``RefusedError`` for crew, who do not do this ``deed`` of their airline."""
    if claims.role is Role.USER:
        raise RefusedError(f"The airline {deed}: ask its administrators.")


async def editor_of(doors: Doors, claims: Claims, owner: str) -> UUID | None:
    """The id of the airline whose rules are to be edited; None for shared law.

    An airline's administrators edit their own contract, the platform's everything. ``RefusedError`` for others, and
    ``NotFoundError`` for an airline that is not the asker's.
    """
    if claims.role not in (Role.PLATFORM, Role.ADMIN):
        raise RefusedError(f"The role {claims.role} may not edit rules: ask an administrator of your airline.")
    if owner != PUBLIC:
        return (await airlines.find(doors, claims, owner)).id
    if claims.role is not Role.PLATFORM:
        raise RefusedError("Shared law is edited by the platform's administrators: name your airline.")
    return None
