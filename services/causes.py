"""Why a trip's receipt is not what it was: who or which feed changed what it rests on, and from what to what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from services import tripstates
from store import grounds, triphistory
from store.database import ReadSession
from store.tables import TripReceipt

_BESIDE: Final = {
    "crew_members": "the crew member's own record",
    "crew_rates": "the hourly rate on record",
    "standbys": "the standby that it was used from",
    "crew_days": "leave or days off",
    "holidays": "the carrier's holidays",
}
"""What a receipt rests on beside its trip, in words."""


@dataclass(frozen=True, slots=True)
class Cause:
    """One change since a receipt was made; ``at`` is empty where it is of the rules, which say when by themselves."""

    at: datetime | None
    feed: str
    by: UUID | None
    reason: str
    what: tuple[str, ...]


async def between(
    session: ReadSession,
    before: TripReceipt,
    made_of: Sequence[Mapping[str, Any]],
    seen: Mapping[str, int] | None = None,
) -> tuple[Cause, ...]:
    """What changed since a version of a receipt, until another was ``made_of`` its origins and had ``seen`` its rows
    (by default what is there now), oldest first.

    Crew see no versions: ask as their airline. Nothing is told of what changed before receipts kept what they saw.
    """
    rests_on = await grounds.of_trip(session, before.airline_id, before.trip_id)
    fresh = grounds.between(rests_on, before.seen, seen)
    deeds = {each.deed for each in fresh if each.noun not in _BESIDE}
    steps = tripstates.steps(await triphistory.of_trip(session, before.airline_id, before.trip_id), before.trip_id)
    found = [
        (step.at, Cause(step.at, step.feed, step.by, step.reason, tuple(map(str, step.differences))))
        for step in steps
        if step.deed in deeds
    ]
    found += [
        (each.recorded_at, Cause(each.recorded_at, each.feed, each.changed_by, each.reason, (_BESIDE[each.noun],)))
        for each in fresh
        if each.noun in _BESIDE
    ]
    in_time = sorted(found, key=lambda pair: (pair[0], pair[1].what))
    return (*(cause for _, cause in in_time), *_rules(before.inputs, made_of))


def told(causes: Sequence[Cause]) -> str:
    """Who did it and why, in one line: ``operations: the delay got its code; release``."""
    names = (": ".join(filter(None, (each.feed, each.reason))) for each in causes)
    return "; ".join(dict.fromkeys(names))


def _rules(before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]) -> list[Cause]:
    old, new = (", ".join(each["rulebook"] for each in side) for side in (before, after))
    return [] if old == new else [Cause(None, "rules", None, "", (f"the Rulebook: {old} -> {new}",))]
