"""Airlines, and the claims that programs of ours act under."""

from typing import Final
from uuid import UUID

from domain.claims import Claims
from domain.crew import Role
from domain.errors import InputError, NotFoundError
from domain.money import USD, Currency
from services.doors import Doors
from store import airlines
from store.ids import stable
from store.tables import Airline

OPERATOR: Final = Claims(
    sub=UUID("6f70e7a4-0000-4000-8000-000000000001"),
    email="operator@crewlex.test",
    role=Role.PLATFORM,
    airline_id=None,
)
"""Who acts at the command line: whoever can read the passwords of the servers."""

_SERVICE: Final = UUID("6f70e7a4-0000-4000-8000-000000000002")


def service(airline_id: UUID) -> Claims:
    """What programs of ours act as inside one airline, for deeds that are nobody's own: keeping a Rulebook, say."""
    return Claims(sub=_SERVICE, email="service@crewlex.test", role=Role.SERVICE, airline_id=airline_id)


async def ensure(doors: Doors, claims: Claims, code: str, name: str, currency: Currency = USD) -> UUID:
    """The airline's id; made where it is not there, which is a platform administrator's deed."""
    async with doors.database.writing(claims) as session:
        return await airlines.ensure(session, code, name, currency)


async def find(doors: Doors, claims: Claims, code: str) -> Airline:
    """The airline of a code; ``NotFoundError`` where there is none for the one who asks."""
    async with doors.database.reading(claims) as session:
        try:
            return await airlines.by_code(session, code)
        except NotFoundError:
            known = ", ".join(airline.code for airline in await airlines.every(session)) or "none yet"
            raise NotFoundError(f"There is no airline {code} here: there is {known}.") from None


async def codes(doors: Doors, claims: Claims) -> list[str]:
    """The airlines that the asker sees, by code."""
    async with doors.database.reading(claims) as session:
        return [airline.code for airline in await airlines.every(session)]


async def login(
    doors: Doors, claims: Claims, role: Role, code: str | None, *, sub: UUID | None = None, email: str = ""
) -> Claims:
    """Claims for somebody with this role in the airline of this code; the platform's role has none.

    Whoever has an e-mail address of their own is somebody of their own, if no ``sub`` is given. A crew member
    (``airline_user``) must be named by ``sub``, their own id: row security asks for it.
    """
    if role is Role.PLATFORM:
        own = OPERATOR.sub if _same(email, OPERATOR.email) else stable("login", role, email.lower())
        return Claims(sub=sub or own, email=email or OPERATOR.email, role=role, airline_id=None)
    if code is None:
        raise InputError(f"The role {role} acts for one airline: name it with --airline.")
    if role is Role.USER and sub is None:
        raise InputError("The role airline_user is one crew member: give their id with --sub.")
    airline = await find(doors, claims, code)
    usual = f"{role.removeprefix('airline_')}@{code.lower()}.test"
    own = stable("login", role, code, *(() if _same(email, usual) else (email.lower(),)))
    return Claims(sub=sub or own, email=email or usual, role=role, airline_id=airline.id)


def _same(email: str, usual: str) -> bool:
    return email.lower() in ("", usual)
