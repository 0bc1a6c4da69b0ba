"""Every version of what a trip was made of: the trip, its duties, its seats, and the flights they are on."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text

from store.database import ReadSession
from store.tables.enums import Change

_COLUMNS: Final = "row_id, version, change, content, feed, changed_by, reason, recorded_at"
_VERSIONS: Final = text(f"""
    WITH seats AS (
        SELECT DISTINCT row_id FROM crew_assignment_versions
        WHERE airline_id = :airline AND content ->> 'trip_id' = :trip
    ), flown AS (
        SELECT DISTINCT (content ->> 'flight_id')::uuid AS row_id
        FROM crew_assignment_versions v JOIN seats USING (row_id) WHERE v.airline_id = :airline
    ), worked AS (
        SELECT DISTINCT row_id FROM duty_versions WHERE airline_id = :airline AND content ->> 'trip_id' = :trip
    )
    SELECT 'trips' AS noun, {_COLUMNS}, coalesce(deed, xmin::text::bigint) AS deed
    FROM trip_versions WHERE airline_id = :airline AND row_id = CAST(:trip AS uuid)
    UNION ALL SELECT 'duties', {_COLUMNS}, coalesce(v.deed, v.xmin::text::bigint)
    FROM duty_versions v JOIN worked USING (row_id) WHERE v.airline_id = :airline
    UNION ALL SELECT 'crew_assignments', {_COLUMNS}, coalesce(v.deed, v.xmin::text::bigint)
    FROM crew_assignment_versions v JOIN seats USING (row_id) WHERE v.airline_id = :airline
    UNION ALL SELECT 'flights', {_COLUMNS}, coalesce(v.deed, v.xmin::text::bigint)
    FROM flight_versions v JOIN flown USING (row_id) WHERE v.airline_id = :airline
    ORDER BY noun, row_id, version
""")  # noqa: S608  (the columns are ours)


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
    found = await session.execute(_VERSIONS, {"airline": airline_id, "trip": str(trip_id)})
    deeds: dict[int, list[Version]] = {}
    for row in found:
        deeds.setdefault(row.deed, []).append(Version(**{**row._mapping, "change": Change(row.change)}))
    return sorted(deeds.values(), key=lambda deed: (max(each.recorded_at for each in deed), deed[0].deed))
