"""Who flies what: trips, their duties, and the flights of each duty."""

from typing import Final
from uuid import UUID

import polars as pl
from sqlalchemy import text

from domain.frames import DUTIES, LEGS, Schema, conform
from store import bulk
from store.database import ReadSession, WriteSession
from store.tables import CrewAssignment, Duty, Trip
from store.tables.enums import Stage

TRIPS: Final[Schema] = {
    "trip_id": pl.String(), "crew_id": pl.String(), "planned_report": pl.Int64(), "planned_release": pl.Int64(),
}  # fmt: skip
"""One row a trip of a crew member, in UTC minutes."""

SEATS: Final[Schema] = {
    "leg_id": pl.String(), "flight_id": pl.String(), "duty_id": pl.String(), "trip_id": pl.String(),
    "crew_id": pl.String(), "kind": pl.String(),
}  # fmt: skip
"""One row a crew member on a flight; ``kind`` is OPERATING, DEADHEAD, RESERVE or STANDBY."""

_IN_TIME: Final = """
    t.airline_id = :airline AND t.planned_report >= utc_moment(:start) AND t.planned_report < utc_moment(:end)
"""
_DUTIES: Final = text(f"""
    SELECT d.id::text, d.trip_id::text, d.crew_member_id::text,
           utc_minute(coalesce(d.actual_report, d.planned_report)),
           utc_minute(coalesce(d.actual_release, d.planned_release)),
           utc_minute(d.planned_report), utc_minute(d.planned_release)
    FROM duties d JOIN trips t ON t.airline_id = d.airline_id AND t.id = d.trip_id
    WHERE {_IN_TIME}
    ORDER BY d.crew_member_id, d.planned_report, d.id
""")  # noqa: S608  (the condition is ours)
_LEGS: Final = text(f"""
    SELECT a.id::text, a.flight_id::text, a.duty_id::text, a.trip_id::text, a.crew_member_id::text,
           f.flight_number, a.position::text, f.origin_airport, f.destination_airport, f.aircraft_type,
           utc_minute(f.scheduled_departure), utc_minute(f.scheduled_arrival),
           utc_minute(f.actual_departure), utc_minute(f.actual_arrival), f.delay_code, f.status = 'CANCELLED'
    FROM crew_assignments a
    JOIN trips t ON t.airline_id = a.airline_id AND t.id = a.trip_id
    JOIN flights f ON f.airline_id = a.airline_id AND f.id = a.flight_id
    WHERE {_IN_TIME}
    ORDER BY a.crew_member_id, f.scheduled_departure, a.id
""")  # noqa: S608
_DROP: Final = tuple(
    text(f"""
        DELETE FROM {table} WHERE airline_id = :airline AND {column} IN (
            SELECT t.id FROM trips t WHERE {_IN_TIME} AND t.id <> ALL(CAST(:kept AS uuid[])))
    """)  # noqa: S608
    for table, column in (("crew_assignments", "trip_id"), ("duties", "trip_id"), ("trips", "id"))
)


_STALE: Final = {
    table: text(f"""
        DELETE FROM {table} WHERE airline_id = :airline AND trip_id = ANY(CAST(:trips AS uuid[]))
          AND id <> ALL(CAST(:kept AS uuid[]))
    """)  # noqa: S608
    for table in ("crew_assignments", "duties")
}


async def put_trips(
    session: WriteSession,
    airline_id: UUID,
    trips: pl.DataFrame,
    duties: pl.DataFrame,
    seats: pl.DataFrame,
    *,
    stage: Stage,
    told_at: int | None = None,
    roster_id: UUID | None = None,
) -> None:
    """Records whole trips (TRIPS, DUTIES and SEATS schema), or what is new about those of the same id; duties and
    seats that these trips had and have no more are taken out.

    A duty's report and release differ from the planned ones only once it was flown. ``told_at`` is the UTC minute
    when the crew members were told.
    """
    standing = {"airline_id": str(airline_id), "stage": stage.value, "told_at": told_at}
    everywhere = [
        pl.lit(item, pl.Int64 if name == "told_at" else pl.String).alias(name) for name, item in standing.items()
    ]
    roster = pl.lit(str(roster_id) if roster_id else None, pl.String)
    named = conform(trips, TRIPS, "trips").rename({"trip_id": "id", "crew_id": "crew_member_id"})
    chosen = named.with_columns(roster_id=roster)
    worked = _duties(conform(duties, DUTIES, "duties"), flown=stage is Stage.FLOWN)
    taken = _seats(seats, worked)
    about = {"airline": airline_id, "trips": chosen["id"].to_list()}
    await session.execute(_STALE["crew_assignments"], {**about, "kept": taken["id"].to_list()})
    for model, rows in ((Trip, chosen), (Duty, worked), (CrewAssignment, taken)):
        await bulk.insert(session, model, rows.with_columns(*everywhere), key=["id"])
    await session.execute(_STALE["duties"], {**about, "kept": worked["id"].to_list()})


async def drop_others(session: WriteSession, airline_id: UUID, start: int, end: int, kept: pl.Series) -> None:
    """Takes out the trips that report from minute ``start`` up to ``end`` and are not among ``kept`` (trip ids)."""
    for statement in _DROP:
        await session.execute(
            statement, {"airline": airline_id, "start": start, "end": end, "kept": kept.cast(pl.String).to_list()}
        )


async def duties(session: ReadSession, airline_id: UUID, start: int, end: int) -> pl.DataFrame:
    """The DUTIES frame of the whole trips that report from minute ``start`` up to ``end`` (half-open)."""
    return await bulk.frame(session, _DUTIES, {"airline": airline_id, "start": start, "end": end}, DUTIES)


async def legs(session: ReadSession, airline_id: UUID, start: int, end: int) -> pl.DataFrame:
    """The LEGS frame of the whole trips that report from minute ``start`` up to ``end`` (half-open)."""
    return await bulk.frame(session, _LEGS, {"airline": airline_id, "start": start, "end": end}, LEGS)


def _duties(duties: pl.DataFrame, *, flown: bool) -> pl.DataFrame:
    """As the table names them; what was planned is no record of what was done."""
    actual = {"report": "actual_report", "release": "actual_release"}
    named = duties.rename({"duty_id": "id", "crew_id": "crew_member_id", **actual})
    return named if flown else named.with_columns(pl.lit(None, pl.Int64).alias(name) for name in actual.values())


def _seats(seats: pl.DataFrame, duties: pl.DataFrame) -> pl.DataFrame:
    times = duties.select(
        duty_id="id",
        duty_start_time=pl.coalesce("actual_report", "planned_report"),
        duty_end_time=pl.coalesce("actual_release", "planned_release"),
        check_in_time="actual_report",
        check_out_time="actual_release",
    )
    names = {"leg_id": "id", "crew_id": "crew_member_id", "kind": "position"}
    return conform(seats, SEATS, "seats").join(times, on="duty_id", how="left").rename(names)
