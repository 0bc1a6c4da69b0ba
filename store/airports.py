"""Airports, copied out of the airport data for people who read with SQL."""

from collections.abc import Iterable

import polars as pl

from domain import airports
from store import bulk
from store.database import WriteSession
from store.tables import Airport


async def ensure(session: WriteSession, codes: Iterable[str]) -> None:
    """Adds the airports of these IATA codes that are not there yet."""
    found = [airports.airport(code) for code in sorted(set(codes))]
    frame = pl.DataFrame(
        {
            "code": [each.iata for each in found],
            "name": [each.name[:120] for each in found],
            "zone": [each.zone for each in found],
        }
    )
    if not frame.is_empty():
        await bulk.add_missing(session, Airport, frame, ["code"])
