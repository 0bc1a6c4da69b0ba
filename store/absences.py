"""What crew do beside flying: standbys, days of training, leave and days off; and the carrier's holidays."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

import polars as pl
from sqlalchemy import text

from domain.frames import DAYS, HOLIDAYS, STANDBY, conform
from store import bulk
from store.database import ReadSession, WriteSession
from store.ids import stable
from store.tables import CrewDay, Holiday, Standby
from store.tables.enums import Stage

_OF_CREW: Final = "(CAST(:crew AS uuid[]) IS NULL OR crew_member_id = ANY(CAST(:crew AS uuid[])))"
_STANDBY: Final = text(f"""
    SELECT id, crew_member_id, kind, utc_minute(start_time), utc_minute(end_time), trip_id
    FROM standbys
    WHERE airline_id = :airline AND start_time >= utc_moment(:start) AND start_time < utc_moment(:end) AND {_OF_CREW}
    ORDER BY crew_member_id, start_time, id
""")  # noqa: S608  (the condition is ours)
_DAYS: Final = text(f"""
    SELECT crew_member_id, day, kind FROM crew_days
    WHERE airline_id = :airline AND day >= :start AND day < :end AND {_OF_CREW}
    ORDER BY crew_member_id, day, kind
""")  # noqa: S608
_HOLIDAYS: Final = text("""
    SELECT day FROM holidays WHERE airline_id = :airline AND day >= :start AND day < :end ORDER BY day
""")


async def put_standbys(session: WriteSession, airline_id: UUID, frame: pl.DataFrame, *, stage: Stage) -> None:
    """Records standbys (STANDBY schema), or what is new about those of the same id."""
    names = {"standby_id": "id", "crew_id": "crew_member_id", "start": "start_time", "end": "end_time"}
    named = conform(frame, STANDBY, "standby").rename(names)
    scoped = named.with_columns(airline_id=pl.lit(str(airline_id)), stage=pl.lit(stage.value))
    await bulk.insert(session, Standby, scoped, key=["id"])


async def put_days(session: WriteSession, airline_id: UUID, frame: pl.DataFrame) -> None:
    """Records days (DAYS schema); a day that is there already stays as it is."""
    named = conform(frame, DAYS, "days").rename({"crew_id": "crew_member_id"})
    ids = [str(stable("crew day", *row)) for row in named.iter_rows()]
    scoped = named.with_columns(pl.Series("id", ids, dtype=pl.String), airline_id=pl.lit(str(airline_id)))
    await bulk.add_missing(session, CrewDay, scoped, ["airline_id", "crew_member_id", "day", "kind"])


async def put_holidays(session: WriteSession, airline_id: UUID, days: Sequence[tuple[date, str]]) -> None:
    """Records the carrier's holidays with their names."""
    rows = [{"airline_id": str(airline_id), "day": day, "name": name} for day, name in days]
    await bulk.insert(session, Holiday, pl.DataFrame(rows), key=["airline_id", "day"])


async def standbys(
    session: ReadSession, airline_id: UUID, start: int, end: int, crew: Sequence[UUID] | None = None
) -> pl.DataFrame:
    """The STANDBY frame of those that begin from minute ``start`` up to ``end`` (half-open)."""
    asked = {"airline": airline_id, "start": start, "end": end, "crew": crew}
    return await bulk.frame(session, _STANDBY, asked, STANDBY)


async def days(
    session: ReadSession, airline_id: UUID, start: date, end: date, crew: Sequence[UUID] | None = None
) -> pl.DataFrame:
    """The DAYS frame from the day ``start`` up to ``end`` (half-open)."""
    asked = {"airline": airline_id, "start": start, "end": end, "crew": crew}
    return await bulk.frame(session, _DAYS, asked, DAYS)


async def holidays(session: ReadSession, airline_id: UUID, start: date, end: date) -> pl.DataFrame:
    """The HOLIDAYS frame from the day ``start`` up to ``end`` (half-open)."""
    return await bulk.frame(session, _HOLIDAYS, {"airline": airline_id, "start": start, "end": end}, HOLIDAYS)
