"""The numbers by which people know crew members and flights, for frames that hold ids."""

from typing import Final
from uuid import UUID

import polars as pl
from sqlalchemy import text

from store import bulk
from store.database import ReadSession

_PEOPLE: Final = text("""
    SELECT id, employee_id FROM crew_members WHERE airline_id = :airline AND id = ANY(CAST(:ids AS uuid[])) ORDER BY 1
""")
_FLIGHTS: Final = text("""
    SELECT id, flight_number FROM flights WHERE airline_id = :airline AND id = ANY(CAST(:ids AS uuid[])) ORDER BY 1
""")


async def employees(session: ReadSession, airline_id: UUID, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with ``employee_id`` in front, for its ``crew_id``."""
    asked = {"airline": airline_id, "ids": frame["crew_id"].unique().sort().to_list()}
    found = await bulk.frame(session, _PEOPLE, asked, {"crew_id": pl.String(), "employee_id": pl.String()})
    named = frame.join(found, on="crew_id", how="left", maintain_order="left")
    return named.select("employee_id", pl.exclude("employee_id"))


async def flights(session: ReadSession, airline_id: UUID, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with ``flight``, its number, in front, for its ``flight_id``."""
    asked = {"airline": airline_id, "ids": frame["flight_id"].drop_nulls().unique().sort().to_list()}
    found = await bulk.frame(session, _FLIGHTS, asked, {"flight_id": pl.String(), "flight": pl.String()})
    named = frame.join(found, on="flight_id", how="left", maintain_order="left")
    return named.select("flight", pl.exclude("flight"))
