"""Who flies what: trips, their duties, and the flights of each duty."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

import polars as pl
from sqlalchemy import text

from domain.frames import DUTIES, DUTY_MORE, EMPTIED, LEG_MORE, LEGS, VERSIONS, Schema, conform
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
SEAT_MORE: Final[Schema] = {name: LEG_MORE[name] for name in ("operated_by_other", "added_after_report", "language")}
"""What a SEATS frame may say beside; what it does not say stays as it is on record."""

_IN_TIME: Final = """
    t.airline_id = :airline AND t.planned_report >= utc_moment(:start) AND t.planned_report < utc_moment(:end)
"""
_OF_CREW: Final = "(CAST(:crew AS uuid[]) IS NULL OR t.crew_member_id = ANY(CAST(:crew AS uuid[])))"
_DUTIES: Final = text(f"""
    SELECT d.id, d.trip_id, d.crew_member_id,
           utc_minute(coalesce(d.actual_report, d.planned_report)),
           utc_minute(coalesce(d.actual_release, d.planned_release)),
           utc_minute(d.planned_report), utc_minute(d.planned_release), d.assigned_by,
           coalesce(d.actual_report, d.actual_release) IS NOT NULL
    FROM duties d JOIN trips t ON t.airline_id = d.airline_id AND t.id = d.trip_id
    WHERE {_IN_TIME} AND {_OF_CREW}
    ORDER BY d.crew_member_id, d.planned_report, d.id
""")  # noqa: S608  (the condition is ours)
_LEGS: Final = text(f"""
    SELECT a.id, a.flight_id, a.duty_id, a.trip_id, a.crew_member_id,
           f.flight_number, a.position, f.origin_airport, f.destination_airport, f.aircraft_type,
           utc_minute(f.scheduled_departure), utc_minute(f.scheduled_arrival),
           utc_minute(f.actual_departure), utc_minute(f.actual_arrival), f.delay_code, f.status = 'CANCELLED',
           NULL, a.operated_by_other, a.added_after_report, f.gate_return, a.language, utc_minute(f.landed_at), NULL
    FROM crew_assignments a
    JOIN trips t ON t.airline_id = a.airline_id AND t.id = a.trip_id
    JOIN flights f ON f.airline_id = a.airline_id AND f.id = a.flight_id
    WHERE {_IN_TIME} AND {_OF_CREW}
    ORDER BY a.crew_member_id, f.scheduled_departure, a.id
""")  # noqa: S608
_VERSIONS: Final = text(f"""
    SELECT DISTINCT ON (v.content ->> 'crew_member_id', v.row_id, v.stage)
           v.content ->> 'crew_member_id', v.row_id, v.stage,
           utc_minute((v.content ->> 'planned_report')::timestamptz),
           utc_minute((v.content ->> 'planned_release')::timestamptz),
           v.content ->> 'block_minutes', v.content ->> 'deadhead_minutes'
    FROM trips t JOIN trip_versions v ON v.airline_id = t.airline_id AND v.row_id = t.id
    WHERE {_IN_TIME} AND {_OF_CREW} AND v.stage <> 'FLOWN' AND v.change <> 'DELETE'
    ORDER BY 1, v.row_id, v.stage, v.version DESC
""")  # noqa: S608
_EMPTIED: Final = text(f"""
    SELECT t.crew_member_id, t.id, utc_minute(t.planned_report)
    FROM trips t
    WHERE {_IN_TIME} AND {_OF_CREW} AND NOT EXISTS (
        SELECT FROM duties d WHERE d.airline_id = t.airline_id AND d.trip_id = t.id)
    ORDER BY t.crew_member_id, t.planned_report, t.id
""")  # noqa: S608
_ANY: Final = text(f"SELECT EXISTS (SELECT FROM trips t WHERE {_IN_TIME})")  # noqa: S608
_BLOCK: Final = text("""
    SELECT id, utc_minute(scheduled_arrival) - utc_minute(scheduled_departure)
    FROM flights WHERE airline_id = :airline AND id = ANY(CAST(:flights AS uuid[]))
""")
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
    worth = await _worth(session, airline_id, seats)
    named = conform(trips, TRIPS, "trips").join(worth, on="trip_id", how="left")
    chosen = named.rename({"trip_id": "id", "crew_id": "crew_member_id"}).with_columns(roster_id=roster)
    worked = _duties(conform(duties, _with(DUTIES, DUTY_MORE, duties), "duties"), flown=stage is Stage.FLOWN)
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


async def duties(
    session: ReadSession, airline_id: UUID, start: int, end: int, crew: Sequence[UUID] | None = None
) -> pl.DataFrame:
    """The DUTIES frame of the whole trips (of ``crew``, where given) that report from minute ``start`` up to ``end``
    (half-open), with what somebody told beside.
    """
    asked = {"airline": airline_id, "start": start, "end": end, "crew": crew}
    return _told(await bulk.frame(session, _DUTIES, asked, DUTIES | DUTY_MORE), DUTY_MORE)


async def any_trip(session: ReadSession, airline_id: UUID, start: int, end: int) -> bool:
    """Whether anybody has a trip that reports from minute ``start`` up to ``end``."""
    found = await session.scalars(_ANY, {"airline": airline_id, "start": start, "end": end})
    return bool(found.one())


async def legs(
    session: ReadSession, airline_id: UUID, start: int, end: int, crew: Sequence[UUID] | None = None
) -> pl.DataFrame:
    """The LEGS frame of the same trips, with what somebody told beside."""
    asked = {"airline": airline_id, "start": start, "end": end, "crew": crew}
    return _told(await bulk.frame(session, _LEGS, asked, LEGS | LEG_MORE), LEG_MORE)


async def versions(
    session: ReadSession, airline_id: UUID, start: int, end: int, crew: Sequence[UUID] | None = None
) -> pl.DataFrame:
    """The VERSIONS frame of the same trips: each as it last stood at every stage before it was flown."""
    asked = {"airline": airline_id, "start": start, "end": end, "crew": crew}
    return await bulk.frame(session, _VERSIONS, asked, VERSIONS)


async def emptied(
    session: ReadSession, airline_id: UUID, start: int, end: int, crew: Sequence[UUID] | None = None
) -> pl.DataFrame:
    """The EMPTIED frame of the same trips: those that are somebody's still, and have no duty left."""
    asked = {"airline": airline_id, "start": start, "end": end, "crew": crew}
    return await bulk.frame(session, _EMPTIED, asked, EMPTIED)


async def _worth(session: ReadSession, airline_id: UUID, seats: pl.DataFrame) -> pl.DataFrame:
    """The scheduled block of each trip's legs as the flights stand now: operated, and ridden."""
    asked = {"airline": airline_id, "flights": seats["flight_id"].unique().sort().to_list()}
    block = await bulk.frame(session, _BLOCK, asked, {"flight_id": pl.String(), "block": pl.Int64()})
    flown, minutes = (
        seats.select("trip_id", "flight_id", "kind").join(block, on="flight_id", how="left"),
        pl.col("block"),
    )
    return flown.group_by("trip_id").agg(
        block_minutes=minutes.filter(pl.col("kind") == "OPERATING").sum(),
        deadhead_minutes=minutes.filter(pl.col("kind") == "DEADHEAD").sum(),
    )


def _told(frame: pl.DataFrame, more: Schema) -> pl.DataFrame:
    """Without the columns that nobody told anything in."""
    return frame.drop(name for name in more if frame[name].null_count() == frame.height)


def _duties(duties: pl.DataFrame, *, flown: bool) -> pl.DataFrame:
    """As the table names them; what was planned is no record of what was done."""
    actual = {"report": "actual_report", "release": "actual_release"}
    named = duties.drop("reported", strict=False).rename({"duty_id": "id", "crew_id": "crew_member_id", **actual})
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
    given = conform(seats, _with(SEATS, SEAT_MORE, seats), "seats")
    return given.join(times, on="duty_id", how="left").rename(names)


def _with(schema: Schema, more: Schema, frame: pl.DataFrame) -> Schema:
    return schema | {name: kind for name, kind in more.items() if name in frame.columns}
