"""Past editions: what was in force on a day (*as of*), by what was known at an instant (*known at*).

Valid time is inside an edition: one holds past, present and announced future. What we knew is which edition it was.
Everything here is read from the record, under the asker's own claims: shared law and their airline's part.
"""

from datetime import UTC, date, datetime
from typing import NamedTuple

from domain.claims import Claims
from domain.difference import Difference, difference
from domain.errors import InputError, NotFoundError
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC, Rule
from graph.context import RuleContext
from graph.surroundings import surroundings
from services import content, regimes, rulebooks, rules
from services.doors import Doors
from services.naming import key_of
from store import editions


class Known(NamedTuple):
    """Which edition is asked: one by its number, or the newest published by an instant; neither: the newest of all."""

    edition: int | None = None
    at: datetime | None = None

    @property
    def newest(self) -> bool:
        """Whether it is simply the newest."""
        return self.edition is None and self.at is None


NOW = Known()
"""What is known now."""


class Compared(NamedTuple):
    """Two editions by number, and what the second says otherwise."""

    before: int
    after: int
    differences: tuple[Difference, ...]


async def number(doors: Doors, claims: Claims, known: Known = NOW) -> int:
    """The edition that is meant; ``NotFoundError`` where there is none such, ``InputError`` for two at once."""
    newest = await rulebooks.newest(doors, claims)
    if known.newest:
        return newest
    if known.edition is not None and known.at is not None:
        raise InputError("Say either the edition or the instant at which it was known, not both.")
    if known.edition is not None:
        return _there(known.edition, newest)
    assert known.at is not None
    if known.at.tzinfo is None:
        raise InputError(f"{known.at.isoformat()} has no offset: write it with Z or an offset such as -05:00.")
    async with doors.database.reading(claims) as session:
        found = await editions.known_at(session, known.at)
        first = await editions.published_at(session, 1)
    if found is None:
        raise NotFoundError(f"No rules were published by {_told(known.at)}: edition 1 is of {_told(first)}.")
    return found


async def listed(doors: Doors, claims: Claims, airline: str | None, known: Known = NOW) -> tuple[int, RuleGraph]:
    """An edition's number and what it binds one airline with; without one, everything the asker may see of it."""
    return await rules.listed(doors, claims, airline, await number(doors, claims, known))


async def rulebook(
    doors: Doors, claims: Claims, airline: str, start: date, end: date, known: Known = NOW
) -> tuple[int, Rulebook]:
    """The Rulebook of a period as an edition said it: the very hash that was handed out then. One day is a period too.

    Compiled from the record, whatever stands in the graph; it is handed out and not kept.
    """
    found, part = await listed(doors, claims, airline, known)
    regime = await regimes.named(doors, claims, airline, start, end)
    return found, resolve(content.deciding(part), airline, start, end, regime)


async def shown(
    doors: Doors, claims: Claims, typed: str, airline: str | None, day: date | None, known: Known = NOW
) -> RuleContext:
    """One rule of an edition with what surrounds it; with a day, what of it was in force on that day.

    ``NotFoundError`` where the edition has no such rule, or the rule was not in force on the day.
    """
    _, part = await listed(doors, claims, airline, known)
    key = key_of(part, "rule", typed, airline or PUBLIC)
    rule = next(rule for rule in part.rules if rule.key == key)
    if day is not None and not in_force(rule, day):
        until = f" up to {rule.expires}" if rule.expires else ""
        raise NotFoundError(f"{key} was not in force on {day}: it is from {rule.effective}{until}.")
    return surroundings(part, key, airline or key.owner, day)


def in_force(rule: Rule, day: date) -> bool:
    """Whether a rule binds on a day."""
    return rule.effective <= day and (rule.expires is None or day < rule.expires)


async def compared(
    doors: Doors, claims: Claims, airline: str | None, before: int | None = None, after: int | None = None
) -> Compared:
    """What one edition says otherwise than an earlier one; without numbers the newest against the one before it."""
    newest = await rulebooks.newest(doors, claims)
    late = _there(newest if after is None else after, newest)
    if before is None and late == 1:
        raise NotFoundError("There is only edition 1: nothing came before it.")
    early = _there(late - 1 if before is None else before, newest)
    _, old = await listed(doors, claims, airline, Known(early))
    _, new = await listed(doors, claims, airline, Known(late))
    return Compared(early, late, difference(old, new))


def _there(number: int, newest: int) -> int:
    if not 1 <= number <= newest:
        there = "there is edition 1 only" if newest == 1 else f"there are editions 1 to {newest}"
        raise NotFoundError(f"There is no edition {number} of the rules: {there}.")
    return number


def _told(instant: datetime) -> str:
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
