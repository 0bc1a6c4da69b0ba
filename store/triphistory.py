"""Every version of what a trip was made of: the trip, its duties, its seats, and the flights they are on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from store.database import ReadSession
from store.tables.enums import Change

DEED: Final = "coalesce(v.deed, v.xmin::text::bigint) AS deed"
"""Which transaction made a version; those from before migration 0004 have its short number."""


def made_of(columns: str, airline: str, trip: str) -> str:
    """The statement that reads every version of what a trip was ever made of: ``noun`` and these columns of ``v``.

    ``airline`` and ``trip`` are SQL that names their ids.
    """
    ever = f"v.airline_id = {airline} AND v.row_id"
    of_trip = f"e WHERE e.airline_id = {airline} AND e.trip_id = {trip}"
    return f"""
        SELECT 'trips' AS noun, {columns} FROM trip_versions v WHERE {ever} = {trip}
        UNION ALL SELECT 'duties', {columns} FROM duty_versions v
        WHERE {ever} IN (SELECT e.row_id FROM duty_versions {of_trip})
        UNION ALL SELECT 'crew_assignments', {columns} FROM crew_assignment_versions v
        WHERE {ever} IN (SELECT e.row_id FROM crew_assignment_versions {of_trip})
        UNION ALL SELECT 'flights', {columns} FROM flight_versions v
        WHERE {ever} IN (SELECT e.flight_id FROM crew_assignment_versions {of_trip})
    """  # noqa: S608  (all of it is ours)


_COLUMNS: Final = f"row_id, version, change, content, feed, changed_by, reason, recorded_at, {DEED}"
VERSIONS: Final = text(made_of(_COLUMNS, ":airline", "CAST(:trip AS uuid)") + " ORDER BY noun, row_id, version")
"""What ``of_trip`` asks: of one trip of one airline."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one row; those of one ``deed`` were written together."""

    noun: str
    row_id: UUID
    version: int
    change: Change
    content: dict[str, Any]
    feed: str
    changed_by: UUID | None
    reason: str
    recorded_at: datetime
    deed: int

    @property
    def key(self) -> tuple[str, UUID]:
        """Which row it is a version of."""
        return self.noun, self.row_id


async def of_trip(session: ReadSession, airline_id: UUID, trip_id: UUID) -> list[list[Version]]:
    """The deeds that touched what a trip was ever made of, oldest first."""
    found = await session.execute(VERSIONS, {"airline": airline_id, "trip": str(trip_id)})
    deeds: dict[int, list[Version]] = {}
    for row in found:
        deeds.setdefault(row.deed, []).append(Version(**{**row._mapping, "change": Change(row.change)}))
    return sorted(deeds.values(), key=lambda deed: (max(each.recorded_at for each in deed), deed[0].deed))
