"""What payroll really paid, as it was imported."""

from typing import Final
from uuid import UUID

import polars as pl
from sqlalchemy import text

from domain.frames import LEDGER, conform
from store import airlines, bulk
from store.database import ReadSession, WriteSession
from store.tables import LedgerEntry

_FRAME: Final = text("""
    SELECT id::text, crew_member_id::text, component, flight_id::text, amount_minor, utc_minute(posted_at)
    FROM pay_ledger WHERE airline_id = :airline AND pay_period_id = :period
    ORDER BY crew_member_id, component, posted_at, id
""")


async def put_many(session: WriteSession, airline_id: UUID, period_id: UUID, frame: pl.DataFrame) -> None:
    """Records entries of the LEDGER schema (``domain.frames``), or what is new about those of the same id."""
    entries = conform(frame, LEDGER, "ledger").rename(
        {"entry_id": "id", "crew_id": "crew_member_id", "amount": "amount_minor", "posted": "posted_at"}
    )
    exponent = (await airlines.currency(session, airline_id)).exponent
    scoped = entries.with_columns(
        airline_id=pl.lit(str(airline_id)), pay_period_id=pl.lit(str(period_id)), exponent=pl.lit(exponent)
    )
    await bulk.insert(session, LedgerEntry, scoped, key=["id"])


async def frame(session: ReadSession, airline_id: UUID, period_id: UUID) -> pl.DataFrame:
    """The LEDGER frame of one period."""
    return await bulk.frame(session, _FRAME, {"airline": airline_id, "period": period_id}, LEDGER)
