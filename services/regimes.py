"""Under whose law each airline flies: its own choice, kept with its other policies; FAA where it never chose."""

from typing import Final

from domain.claims import Claims
from domain.regime import Regime
from domain.resolve import resolve
from domain.rules.rule import PUBLIC
from services import months
from services.airlines import OPERATOR, find
from services.doors import Doors
from services.permission import editor_of
from store import airlines, editions, publishing
from store.tables import Airline

_POLICY: Final = "regime"


def of(airline: Airline) -> Regime:
    """The regime that binds an airline."""
    return Regime(airline.policy.get(_POLICY, Regime.FAA))


async def named(doors: Doors, claims: Claims, airline: str) -> Regime:
    """The regime of an airline by its code; ``NotFoundError`` where there is none for the one who asks."""
    return of(await find(doors, claims, airline))


async def to_settle(doors: Doors) -> dict[str, tuple[Regime, ...]]:
    """The regimes under which the rules of each airline must settle, by code: its own; of shared law, every one."""
    async with doors.database.reading(OPERATOR) as session:
        found = await airlines.every(session)
    return {PUBLIC: tuple(Regime), **{airline.code: (of(airline),) for airline in found}}


async def choose(doors: Doors, claims: Claims, airline: str, choice: Regime, reason: str) -> bool:
    """Records an airline's regime; its next Rulebook is of that law. Whether it is another than before.

    ``ConflictError`` or ``RefusedError``, with nothing recorded, where its rules would not settle under it, or for
    whoever may not edit them.
    """
    await editor_of(doors, claims, airline)
    async with publishing.hold(doors.database, claims) as session:  # nobody publishes what was not tried under it
        found = await airlines.by_code(session, airline)
        if of(found) is choice:
            return False
        newest = await editions.newest(session)
        if newest is not None:
            part = await editions.content(session, newest, airline)
            for start, end in months.to_settle(doors.settings, part):
                resolve(part, airline, start, end, choice)
        await airlines.set_policy(session, found.id, found.policy | {_POLICY: choice.value}, reason)
    return True
