"""Pay runs: what everybody is owed for a period, with the lines, and all that is needed to make them again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID, uuid4

import polars as pl
from sqlalchemy import text

from domain.clock import to_datetime, tz_version
from domain.errors import InputError
from domain.frames import LINES, TOTALS, conform
from domain.rulebook import Rulebook
from store import airlines, audit, bulk, inputs, periods, rows, rulebooks
from store.database import ReadSession, WriteSession
from store.tables import PayCalculation, PayLine, PayRunRow
from store.tables.enums import Action

_SUPERSEDE: Final = text("""
    UPDATE pay_calculation_versions SET superseded_at = utc_moment(:at)
    WHERE airline_id = :airline AND pay_period_id = :period AND superseded_at IS NULL
      AND crew_member_id = ANY(CAST(:crew AS uuid[]))
""")
_NEWEST: Final = text("""
    SELECT crew_member_id::text, max(version) FROM pay_calculation_versions
    WHERE airline_id = :airline AND pay_period_id = :period GROUP BY 1
""")
_TOTALS: Final = {
    "crew_id": "crew_member_id", "credit": "credit_minutes", "block": "block_minutes",
    "guarantee": "guarantee_minutes", "overtime": "overtime_minutes", "hourly_rate": "hourly_rate_minor",
    "gross": "gross_minor", "flight_pay": "flight_pay_minor", "overtime_pay": "overtime_minor",
    "delay_pay": "delay_pay_minor", "per_diem": "per_diem_minor", "premium_pay": "premium_pay_minor",
}  # fmt: skip
_LINES: Final = {
    "crew_id": "crew_member_id", "leg_id": "assignment_id", "rate": "rate_minor", "amount": "amount_minor",
    "credit": "credit_minutes",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PayRun:
    """One calculation of one period: LINES and TOTALS, the Rulebook and the input frames they came from.

    ``inputs`` is by name (``store.inputs.SCHEMAS``); ``engine`` is the version of the pay engine; ``at`` a UTC minute.
    """

    airline_id: UUID
    period_id: UUID
    rulebook: Rulebook
    inputs: Mapping[str, pl.DataFrame]
    lines: pl.DataFrame
    totals: pl.DataFrame
    engine: str
    at: int
    reason: str = ""
    needs_data: Sequence[Any] = ()
    id: UUID = field(default_factory=uuid4)


@dataclass(frozen=True, slots=True)
class Origins:
    """What a stored run was made of."""

    rulebook: Rulebook
    inputs: Mapping[str, pl.DataFrame]
    engine: str
    tzdata: str


async def store_run(session: WriteSession, run: PayRun) -> UUID:
    """Adds a version for every crew member in the run's totals; earlier versions stay and are no longer current.

    Lines that do not add up to the gross are an ``InputError`` that names the crew member.
    """
    lines, totals = conform(run.lines, LINES, "lines"), conform(run.totals, TOTALS, "totals")
    _add_up(lines, totals)
    await periods.hold(session, run.period_id)
    session.add(await _row(session, run))
    await session.flush()
    exponent = (await airlines.currency(session, run.airline_id)).exponent
    versions = await _versions(session, run, totals)
    common = {"airline_id": pl.lit(str(run.airline_id)), "exponent": pl.lit(exponent)}
    await bulk.insert(session, PayCalculation, _calculations(run, totals, versions).with_columns(**common))
    await bulk.insert(session, PayLine, _numbered(lines, versions).with_columns(**common))
    await audit.record(
        session,
        Action.CALCULATED,
        "pay_run",
        run.id,
        airline_id=run.airline_id,
        after={"crew": totals.height, "gross_minor": totals["gross"].sum(), "rulebook": run.rulebook.hash},
        reason=run.reason,
    )
    return run.id


async def origins(session: ReadSession, run_id: UUID) -> Origins:
    """The Rulebook and the inputs of a run, to make it again."""
    run = await rows.one(session, PayRunRow, run_id)
    return Origins(
        rulebook=await rulebooks.get(session, run.airline_id, run.rulebook_hash),
        inputs={name: await inputs.get(session, run.airline_id, name, key) for name, key in run.inputs.items()},
        engine=run.engine_version,
        tzdata=run.tzdata_version,
    )


async def _row(session: WriteSession, run: PayRun) -> PayRunRow:
    return PayRunRow(
        id=run.id,
        airline_id=run.airline_id,
        pay_period_id=run.period_id,
        rulebook_hash=await rulebooks.put(session, run.airline_id, run.rulebook),
        inputs={name: await inputs.put(session, run.airline_id, name, frame) for name, frame in run.inputs.items()},
        needs_data=list(run.needs_data),
        tzdata_version=tz_version(),
        engine_version=run.engine,
        calculated_at=to_datetime(run.at),
        calculated_by=session.claims.sub,
        reason=run.reason,
    )


async def _versions(session: WriteSession, run: PayRun, totals: pl.DataFrame) -> pl.DataFrame:
    """The id and number of each crew member's new version, once the old one is no longer current."""
    asked = {"airline": run.airline_id, "period": run.period_id}
    known = await bulk.frame(session, _NEWEST, asked, {"crew_id": pl.String(), "before": pl.Int64()})
    await session.execute(_SUPERSEDE, {**asked, "at": run.at, "crew": totals["crew_id"].to_list()})
    return (
        totals.select("crew_id")
        .join(known, on="crew_id", how="left")
        .select(
            "crew_id",
            calculation_id=pl.Series([str(uuid4()) for _ in range(totals.height)], dtype=pl.String),
            version=pl.col("before").fill_null(0) + 1,
        )
    )


def _calculations(run: PayRun, totals: pl.DataFrame, versions: pl.DataFrame) -> pl.DataFrame:
    return (
        totals.join(versions, on="crew_id")
        .rename({**_TOTALS, "calculation_id": "id"})
        .with_columns(
            pay_period_id=pl.lit(str(run.period_id)),
            pay_run_id=pl.lit(str(run.id)),
            rulebook_hash=pl.lit(run.rulebook.hash),
            calculation_date=pl.lit(run.at),
        )
    )


def _numbered(lines: pl.DataFrame, versions: pl.DataFrame) -> pl.DataFrame:
    """The lines with the calculation each belongs to and its place in it."""
    return (
        lines.drop("standby_id", "day", "rate_parts")
        .join(versions.drop("version"), on="crew_id", how="left", maintain_order="left")
        .with_columns(
            place=pl.int_range(pl.len()).over("crew_id"), credit=pl.col("credit").fill_null(0), inputs=pl.lit("{}")
        )
        .rename(_LINES)
    )


def _add_up(lines: pl.DataFrame, totals: pl.DataFrame) -> None:
    sums = lines.group_by("crew_id").agg(pl.col("amount").sum())
    joined = totals.join(sums, on="crew_id", how="full", coalesce=True)
    wrong = joined.filter(pl.col("gross").fill_null(0) != pl.col("amount").fill_null(0))
    lost = joined.filter(pl.col("gross").is_null())
    if not (wrong.is_empty() and lost.is_empty()):
        crew, gross, amount = pl.concat([wrong, lost]).select("crew_id", "gross", "amount").row(0)
        raise InputError(f"The lines of crew member {crew} add up to {amount}, and the gross says {gross}.")
