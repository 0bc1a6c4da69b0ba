"""Differences between what is owed and what was paid."""

from typing import Final
from uuid import UUID

import polars as pl
from sqlalchemy import select, text
from sqlmodel import col

from domain.frames import DISCREPANCIES, conform
from store import airlines, audit, bulk, periods
from store.database import ReadSession, WriteSession
from store.ids import stable
from store.tables import Discrepancy
from store.tables.enums import Action, DetectedBy, Resolution

_COLUMNS: Final = {
    "crew_id": "crew_member_id", "type": "discrepancy_type", "group": "group_id",
    "expected": "expected_minor", "actual": "actual_minor", "difference": "difference_minor",
}  # fmt: skip
_GONE: Final = text("""
    UPDATE discrepancies
    SET resolution_status = 'CLOSED', resolution_date = utc_moment(:at), resolved_by = NULL,
        resolution_notes = 'A later check did not find it any more.'
    WHERE airline_id = :airline AND pay_period_id = :period AND resolution_status = 'OPEN'
      AND detected_by = CAST(:detected_by AS detected_by) AND id <> ALL(CAST(:found AS uuid[]))
""")
_HANDLED: Final = text("""
    SELECT id::text FROM discrepancies
    WHERE airline_id = :airline AND pay_period_id = :period
      AND (resolution_status IN ('INVESTIGATING', 'RESOLVED')
           OR (resolution_status = 'CLOSED' AND resolved_by IS NOT NULL))
""")
_DETECTED: Final = text("""
    SELECT id::text, utc_minute(detected_at) FROM discrepancies
    WHERE airline_id = :airline AND pay_period_id = :period
""")


async def replace_open(
    session: WriteSession,
    airline_id: UUID,
    period_id: UUID,
    frame: pl.DataFrame,
    *,
    at: int,
    detected_by: DetectedBy = DetectedBy.SYSTEM_CHECK,
    due_at: int | None = None,
) -> None:
    """Records what a check found (DISCREPANCIES schema). Found again, one keeps its identity and its first instant;
    open ones of earlier checks that are not found any more are closed (by nobody: ``resolved_by`` is null); those
    that people work on or closed stay as they are. Checks of one period take turns.
    """
    await periods.hold(session, period_id)
    found = await _named(session, airline_id, period_id, conform(frame, DISCREPANCIES, "discrepancies"))
    asked = {"airline": airline_id, "period": period_id}
    by = {"detected_by": pl.lit(detected_by.value), "due_at": pl.lit(due_at, pl.Int64)}
    await bulk.insert(session, Discrepancy, (await _open(session, asked, found, at)).with_columns(**by), key=["id"])
    await session.execute(_GONE, {**asked, "at": at, "detected_by": detected_by.value, "found": found["id"].to_list()})
    await audit.record(
        session,
        Action.CREATED,
        "discrepancies",
        period_id,
        airline_id=airline_id,
        after={"found": found.height, "difference_minor": found["difference_minor"].sum()},
    )


async def every(session: ReadSession, airline_id: UUID, period_id: UUID | None = None) -> list[Discrepancy]:
    """Open and investigated ones, the worst first, then the oldest; of one period where it is given."""
    asked = select(Discrepancy).where(
        col(Discrepancy.airline_id) == airline_id,
        col(Discrepancy.resolution_status).in_([Resolution.OPEN, Resolution.INVESTIGATING]),
    )
    if period_id is not None:
        asked = asked.where(col(Discrepancy.pay_period_id) == period_id)
    return list(
        await session.scalars(
            asked.order_by(
                col(Discrepancy.severity).desc(),
                col(Discrepancy.detected_at),
                col(Discrepancy.difference_minor).desc(),
                col(Discrepancy.id),
            )
        )
    )


async def _open(session: WriteSession, asked: dict[str, UUID], found: pl.DataFrame, at: int) -> pl.DataFrame:
    """Those of the found ones that nobody works on, open, with the instant when each was found first."""
    handled = await bulk.frame(session, _HANDLED, asked, {"id": pl.String()})
    known = await bulk.frame(session, _DETECTED, asked, {"id": pl.String(), "detected_at": pl.Int64()})
    return (
        found.join(handled, on="id", how="anti")
        .join(known, on="id", how="left")
        .with_columns(
            pl.col("detected_at").fill_null(at),
            resolution_status=pl.lit("OPEN"),
            resolution_date=pl.lit(None, pl.Int64),
            resolved_by=pl.lit(None, pl.String),
            resolution_notes=pl.lit(None, pl.String),
        )
    )


async def _named(session: WriteSession, airline_id: UUID, period_id: UUID, frame: pl.DataFrame) -> pl.DataFrame:
    """The rows with an identity made of what they are about, and with their scope."""
    about = ["crew_id", "component", "flight_id", "type"]
    numbered = frame.with_columns(place=pl.int_range(pl.len()).over(about))
    ids = [str(stable("discrepancy", period_id, *row)) for row in numbered.select(*about, "place").iter_rows()]
    exponent = (await airlines.currency(session, airline_id)).exponent
    return (
        numbered.drop("place")
        .rename(_COLUMNS)
        .with_columns(
            pl.Series("id", ids, dtype=pl.String),
            airline_id=pl.lit(str(airline_id)),
            pay_period_id=pl.lit(str(period_id)),
            exponent=pl.lit(exponent),
            note=pl.col("note").fill_null(""),
        )
    )
