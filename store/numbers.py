"""The numbers by which people know crew members and flights, for frames that hold ids."""

from typing import Final
from uuid import UUID

import polars as pl
from sqlalchemy import text

from domain.airports import zone_of
from domain.clock import local_date
from domain.frames import Schema
from store import bulk
from store.database import ReadSession

_PEOPLE: Final = text("""
    SELECT id, employee_id FROM crew_members WHERE airline_id = :airline AND id = ANY(CAST(:ids AS uuid[])) ORDER BY 1
""")
_FLIGHTS: Final = text("""
    SELECT id, flight_number || CASE WHEN generated THEN '*' ELSE '' END, origin_airport,
           utc_minute(scheduled_departure)
    FROM flights WHERE airline_id = :airline AND id = ANY(CAST(:ids AS uuid[])) ORDER BY 1
""")
_FLIGHT: Final[Schema] = {"flight_id": pl.String(), "flight": pl.String(), "origin": pl.String(), "out": pl.Int64()}


async def employees(session: ReadSession, airline_id: UUID, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with ``employee_id`` in front, for its ``crew_id``."""
    asked = {"airline": airline_id, "ids": frame["crew_id"].unique().sort().to_list()}
    found = await bulk.frame(session, _PEOPLE, asked, {"crew_id": pl.String(), "employee_id": pl.String()})
    named = frame.join(found, on="crew_id", how="left", maintain_order="left")
    return named.select("employee_id", pl.exclude("employee_id"))


async def flights(session: ReadSession, airline_id: UUID, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with ``flight`` and ``departs`` in front, for its ``flight_id``: the number, with ``*`` where it is
    generated, and the day it is scheduled to leave on the clock of where it leaves.
    """
    asked = {"airline": airline_id, "ids": frame["flight_id"].drop_nulls().unique().sort().to_list()}
    found = await bulk.frame(session, _FLIGHTS, asked, _FLIGHT)
    days = [local_date(out, zone_of(origin)) for origin, out in found.select("origin", "out").iter_rows()]
    known = found.select("flight_id", "flight").with_columns(departs=pl.Series(days, dtype=pl.Date))
    named = frame.join(known, on="flight_id", how="left", maintain_order="left")
    return named.select("flight", "departs", pl.exclude("flight", "departs"))
