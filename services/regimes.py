"""Under whose law each airline flies, and from which day on: its own choice, kept with its other policies."""

from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from typing import Final

from pydantic import TypeAdapter

from domain.claims import Claims
from domain.errors import InputError, RefusedError
from domain.regime import Regime
from domain.resolve import resolve
from domain.rules.fields import Frozen
from services import months
from services.airlines import OPERATOR, find
from services.doors import Doors
from services.permission import editor_of
from store import airlines, editions, publishing
from store.tables import Airline

_POLICY: Final = "regimes"


class Choice(Frozen):
    """From this day on, the first of a pay period, the airline flies under this regime."""

    since: date
    regime: Regime


UNCHOSEN: Final = Choice(since=date.min, regime=Regime.FAA)
"""What holds before an airline's first choice."""
_CHOICES: Final = TypeAdapter(tuple[Choice, ...])


def choices(airline: Airline) -> tuple[Choice, ...]:
    """What an airline chose, the earliest first."""
    return _CHOICES.validate_python(airline.policy.get(_POLICY, ()))


def bound(chosen: Iterable[Choice], start: date, end: date) -> Regime:
    """The regime from ``start`` up to ``end``; ``RefusedError`` where it changes in between."""
    standing = UNCHOSEN
    for choice in chosen:
        if start < choice.since < end:
            raise RefusedError(
                f"From {choice.since} on the airline flies under {choice.regime}, which is inside the period from "
                f"{start} up to {end}: ask for the days before it and from it on by themselves."
            )
        standing = choice if choice.since <= start else standing
    return standing.regime


def of(airline: Airline, start: date, end: date) -> Regime:
    """The regime that binds an airline from ``start`` up to ``end``; ``RefusedError`` where it changes in between."""
    return bound(choices(airline), start, end)


async def named(doors: Doors, claims: Claims, airline: str, start: date, end: date) -> Regime:
    """The same for an airline by its code; ``NotFoundError`` where there is none for the one who asks."""
    return of(await find(doors, claims, airline), start, end)


async def listed(doors: Doors, claims: Claims, airline: str) -> tuple[Choice, ...]:
    """An airline's choices, the earliest first, after the law that holds without one."""
    return (UNCHOSEN, *choices(await find(doors, claims, airline)))


async def every(doors: Doors) -> dict[str, tuple[Choice, ...]]:
    """What each airline chose, by code."""
    async with doors.database.reading(OPERATOR) as session:
        return {airline.code: choices(airline) for airline in await airlines.every(session)}


async def choose(doors: Doors, claims: Claims, airline: str, choice: Choice, reason: str) -> bool:
    """Records an airline's regime from a day on, up to its next choice. Whether anything is otherwise than before.

    ``InputError`` for a day inside a pay period; ``ConflictError`` or ``RefusedError``, with nothing recorded, where
    its rules would not settle under it, or for whoever may not edit them.
    """
    first = months.month(choice.since)
    if choice.since != first[0]:
        raise InputError(f"{choice.since} is inside a pay period: let the regime change on {first[0]} or {first[1]}.")
    await editor_of(doors, claims, airline)
    async with publishing.hold(doors.database, claims) as session:  # nobody publishes what was not tried under it
        found = await airlines.by_code(session, airline)
        after = _with(choices(found), choice)
        if after == choices(found):
            return False
        newest = await editions.newest(session)
        if newest is not None:
            part = await editions.content(session, newest, airline)
            for start, end in months.to_settle(doors.settings, part, choice.since, *ahead(doors, after)):
                resolve(part, airline, start, end, bound(after, start, end))
        recorded = {_POLICY: _CHOICES.dump_python(after, mode="json")}
        await airlines.set_policy(session, found.id, found.policy | recorded, reason)
    return True


def ahead(doors: Doors, chosen: Iterable[Choice]) -> list[date]:
    """The days to come on which a regime changes."""
    return [choice.since for choice in chosen if choice.since > months.today(doors.settings)]


def _with(before: tuple[Choice, ...], new: Choice) -> tuple[Choice, ...]:
    """The choices with a new one in its place; what says nothing else than the one before it is left out."""
    line = sorted([*(each for each in before if each.since != new.since), new], key=lambda each: each.since)
    return tuple(each for last, each in pairwise((UNCHOSEN, *line)) if each.regime is not last.regime)
