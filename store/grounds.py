"""What receipts rest on: every version of every row that pay looks at for a trip, and which came after a receipt."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import text

from store.database import ReadSession
from store.triphistory import DEED, made_of

_NEAR: Final = """
    BETWEEN to_char(t.planned_report - interval '80 days', 'YYYY-MM-DD')
        AND to_char(t.planned_report + interval '80 days', 'YYYY-MM-DD')
"""
"""The days that a month of the trip, and the trips over its edges, can hang on."""
_COLUMNS: Final = f"v.row_id, v.version, v.feed, v.changed_by, v.reason, v.recorded_at, {DEED}"
_RESTS_ON: Final = f"""
    {made_of(_COLUMNS, "t.airline_id", "t.id")}
    UNION ALL SELECT 'crew_members', {_COLUMNS} FROM crew_member_versions v
    WHERE v.airline_id = t.airline_id AND v.row_id = t.crew_member_id
    UNION ALL SELECT 'crew_rates', {_COLUMNS} FROM crew_rate_versions v
    WHERE v.airline_id = t.airline_id AND v.crew_member_id = t.crew_member_id
    UNION ALL SELECT 'standbys', {_COLUMNS} FROM standby_versions v WHERE v.airline_id = t.airline_id AND v.row_id IN (
        SELECT e.row_id FROM standby_versions e WHERE e.airline_id = t.airline_id AND e.trip_id = t.id)
    UNION ALL SELECT 'crew_days', {_COLUMNS} FROM crew_day_versions v
    WHERE v.airline_id = t.airline_id AND v.crew_member_id = t.crew_member_id AND v.content ->> 'day' {_NEAR}
    UNION ALL SELECT 'holidays', {_COLUMNS} FROM holiday_versions v
    WHERE v.airline_id = t.airline_id AND v.content ->> 'day' {_NEAR}
"""  # noqa: S608  (all of it is ours)
OF_TRIP: Final = text(f"""
    SELECT g.* FROM trips t CROSS JOIN LATERAL ({_RESTS_ON}) g
    WHERE t.airline_id = :airline AND t.id = :trip ORDER BY g.recorded_at, g.noun, g.row_id, g.version
""")  # noqa: S608
RECEIPTS: Final = text(f"""
    SELECT t.id AS trip_id, m.employee_id, m.base_location AS base, t.planned_report AS report, r.version,
           r.inputs -> 0 ->> 'rulebook' AS rulebook,
           EXISTS (SELECT FROM ({_RESTS_ON}) g
                   WHERE g.version > coalesce((r.seen ->> g.row_id::text)::int, 0)) AS changed
    FROM trips t
    JOIN crew_members m ON m.airline_id = t.airline_id AND m.id = t.crew_member_id
    CROSS JOIN LATERAL (
        SELECT r.version, r.inputs, r.seen FROM trip_receipts r
        WHERE r.airline_id = t.airline_id AND r.trip_id = t.id ORDER BY r.version DESC LIMIT 1
    ) r
    WHERE t.airline_id = :airline AND t.planned_report >= utc_moment(:start) AND t.planned_report < utc_moment(:end)
    ORDER BY t.planned_report, m.employee_id, t.id
""")  # noqa: S608
"""What ``receipts`` asks: the newest receipts of the trips that report in a time."""
_ABOARD: Final = text("""
    SELECT DISTINCT m.employee_id, a.trip_id
    FROM crew_assignments a JOIN crew_members m ON m.airline_id = a.airline_id AND m.id = a.crew_member_id
    WHERE a.airline_id = :airline AND a.flight_id = ANY(CAST(:flights AS uuid[]))
      AND EXISTS (SELECT FROM trip_receipts r WHERE r.airline_id = a.airline_id AND r.trip_id = a.trip_id)
    ORDER BY 1, 2
""")


@dataclass(frozen=True, slots=True)
class Ground:
    """One version of one row that a trip's pay rests on; those of one ``deed`` were written together."""

    noun: str
    row_id: UUID
    version: int
    feed: str
    changed_by: UUID | None
    reason: str
    recorded_at: datetime
    deed: int


@dataclass(frozen=True, slots=True)
class Kept:
    """The newest receipt of a trip; ``changed``: some row that it rests on has a later version than it was made of."""

    trip_id: UUID
    employee_id: str
    base: str
    report: datetime
    version: int
    rulebook: str
    changed: bool


async def of_trip(session: ReadSession, airline_id: UUID, trip_id: UUID) -> list[Ground]:
    """All that a trip's pay rests on, as it was recorded one after the other. Crew see none: ask as the airline."""
    found = await session.execute(OF_TRIP, {"airline": airline_id, "trip": trip_id})
    return [Ground(**row._mapping) for row in found]


def newest(grounds: list[Ground]) -> dict[str, int]:
    """The newest version of each row, by its id."""
    return {str(each.row_id): each.version for each in sorted(grounds, key=lambda each: each.version)}


def between(
    grounds: list[Ground], before: Mapping[str, int] | None, after: Mapping[str, int] | None = None
) -> list[Ground]:
    """Those that a receipt of the versions ``before`` had not seen, up to the versions ``after`` (by default now).

    None where nobody kept what the receipt saw.
    """
    last = newest(grounds) if after is None else after
    if before is None:
        return []
    return [each for each in grounds if before.get(key := str(each.row_id), 0) < each.version <= last.get(key, 0)]


async def receipts(session: ReadSession, airline_id: UUID, start: int, end: int) -> list[Kept]:
    """The newest receipts of the trips that report from minute ``start`` up to ``end`` (half-open), in time order."""
    found = await session.execute(RECEIPTS, {"airline": airline_id, "start": start, "end": end})
    return [Kept(**row._mapping) for row in found]


async def aboard(session: ReadSession, airline_id: UUID, flights: list[UUID]) -> list[tuple[str, UUID]]:
    """Employee id and trip of everybody on these flights whose trip has a receipt."""
    return [
        (row.employee_id, row.trip_id)
        for row in await session.execute(_ABOARD, {"airline": airline_id, "flights": flights})
    ]
