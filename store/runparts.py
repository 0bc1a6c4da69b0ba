"""The parts of pay runs: taken by one program at a time, and written whole, in the transaction that holds the row."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

import polars as pl
from sqlalchemy import any_, func, literal, select, text, update
from sqlmodel import col

from domain.canonical import digest_of
from domain.errors import InputError, NotFoundError
from domain.frames import LINE_MORE, LINES, TOTALS, Schema, conform
from domain.rulebook import Rulebook
from store import airlines, audit, bulk, inputs, rulebooks
from store.database import ReadSession, WriteSession
from store.tables import PayCalculation, PayLine, PayNeed, PayRunPart, PayRunRow
from store.tables.enums import Action, PartStatus

NEEDS: Final[Schema] = {
    "crew_id": pl.String(), "rule_owner": pl.String(), "rule_code": pl.String(), "grain": pl.String(),
    "key": pl.String(), "missing": pl.String(),
}  # fmt: skip
"""One row that a rule could not be decided on; ``missing`` names facts, with commas."""
_NEWEST: Final = text("""
    SELECT c.crew_member_id::text, max(c.version) FROM pay_calculation_versions c
    JOIN pay_live_runs l ON l.pay_run_id = c.pay_run_id
    WHERE c.airline_id = :airline AND c.pay_period_id = :period AND c.crew_member_id = ANY(CAST(:crew AS uuid[]))
    GROUP BY 1
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
class Worked:
    """What a part came to: LINES, TOTALS and NEEDS, and the input frames (``store.inputs.SCHEMAS``) it was made of."""

    inputs: Mapping[str, pl.DataFrame]
    lines: pl.DataFrame
    totals: pl.DataFrame
    needs: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Origins:
    """What a part of a stored run was made of (``kept``: the hashes of its inputs), whom it is about, and the hash of
    what came out.
    """

    rulebook: Rulebook
    crew: Sequence[UUID]
    inputs: Mapping[str, pl.DataFrame]
    kept: Mapping[str, str]
    engine: str
    tzdata: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Sum:
    """The parts of a run together; money in minor units."""

    parts: int
    done: int
    crew: int
    lines: int
    open: int
    gross: int


async def take(
    session: WriteSession, run_id: UUID, passed: Collection[int] = (), *, wait: bool = False
) -> PayRunPart | None:
    """The next part that is not done and not among the ``passed``, held until the transaction ends; None: none is free.

    With ``wait`` it waits for one that another program holds.
    """
    asked = select(PayRunPart).where(
        col(PayRunPart.pay_run_id) == run_id,
        col(PayRunPart.status) != PartStatus.DONE,
        col(PayRunPart.number).not_in(set(passed)),
    )
    chosen = asked.order_by(col(PayRunPart.number)).limit(1).with_for_update(skip_locked=not wait)
    return (await session.scalars(chosen)).one_or_none()


async def finish(session: WriteSession, run: PayRunRow, part: PayRunPart, worked: Worked, worker: str = "") -> None:
    """Writes a part: a version more for each of its crew members, with lines and origins; earlier ones stay.

    Lines that do not add up to the gross are an ``InputError`` that names the crew member.
    """
    told = as_stored(worked, part.crew)
    _add_up(told.lines, told.totals)
    exponent = (await airlines.currency(session, run.airline_id)).exponent
    common = {"airline_id": pl.lit(str(run.airline_id)), "exponent": pl.lit(exponent)}
    versions = await _versions(session, run, told.totals)
    await bulk.insert(session, PayCalculation, _calculations(run, told.totals, versions).with_columns(**common))
    await bulk.insert(session, PayLine, _numbered(told.lines, versions).with_columns(**common))
    open_rows = told.needs.join(versions.drop("version"), on="crew_id", how="left").rename(
        {"crew_id": "crew_member_id"}
    )
    await bulk.insert(session, PayNeed, open_rows.with_columns(airline_id=common["airline_id"]))
    kept = {name: await inputs.put(session, run.airline_id, name, frame) for name, frame in worked.inputs.items()}
    _conclude(part, told, kept, session.claims.sub, session.claims.email, worker)
    session.add(part)
    await session.flush()
    after = {
        "crew": part.crew_count,
        "lines": part.line_count,
        "gross_minor": part.gross_minor,
        "hash": part.content_hash,
    }
    where = f"{run.id}/{part.number}"
    await audit.record(session, Action.CALCULATED, "pay_run_part", where, airline_id=run.airline_id, after=after)


async def stick(session: WriteSession, run_id: UUID, number: int, error: str) -> None:
    """Notes the bad input that a part waits for."""
    named = (col(PayRunPart.pay_run_id) == run_id, col(PayRunPart.number) == number, col(PayRunPart.status) != "DONE")
    await session.execute(update(PayRunPart).where(*named).values(status=PartStatus.STUCK, error=error))


async def of_run(session: ReadSession, run_id: UUID) -> list[PayRunPart]:
    """The parts of a run, in order."""
    asked = select(PayRunPart).where(col(PayRunPart.pay_run_id) == run_id).order_by(col(PayRunPart.number))
    return list(await session.scalars(asked))


async def summed(session: ReadSession, run_id: UUID) -> Sum:
    """What the parts of a run come to so far."""
    counted = [
        col(PayRunPart.crew_count),
        col(PayRunPart.line_count),
        col(PayRunPart.open_count),
        col(PayRunPart.gross_minor),
    ]
    done = func.count().filter(col(PayRunPart.status) == PartStatus.DONE)
    asked = select(func.count(), done, *(func.coalesce(func.sum(each), 0) for each in counted))
    found = (await session.execute(asked.where(col(PayRunPart.pay_run_id) == run_id))).one()
    return Sum(*(int(each) for each in found))


async def number_of(session: ReadSession, run_id: UUID, crew_id: UUID) -> int:
    """The part of a run that a crew member is in; ``NotFoundError`` where the run has them in none."""
    mine = literal(crew_id) == any_(col(PayRunPart.crew))
    found = await session.scalars(select(col(PayRunPart.number)).where(col(PayRunPart.pay_run_id) == run_id, mine))
    if (number := found.one_or_none()) is None:
        raise NotFoundError(f"Run {run_id} has no such crew member (or it is not one of your airline's runs).")
    return int(number)


async def origins(session: ReadSession, run_id: UUID, number: int) -> Origins:
    """The Rulebook and the inputs of one part of a run, to make it again."""
    run = (await session.scalars(select(PayRunRow).where(col(PayRunRow.id) == run_id))).one()
    (part,) = [each for each in await of_run(session, run_id) if each.number == number]
    return Origins(
        rulebook=await rulebooks.get(session, run.airline_id, run.rulebook_hash),
        crew=part.crew,
        inputs={name: await inputs.get(session, run.airline_id, name, key) for name, key in part.inputs.items()},
        kept=part.inputs,
        engine=run.engine_version,
        tzdata=run.tzdata_version,
        content_hash=part.content_hash or "",
    )


def as_stored(worked: Worked, crew: Sequence[UUID]) -> Worked:
    """The frames of a part in the form that is stored and hashed: by crew member, and in the order of their lines.

    Everybody of the part's crew has totals: whoever is not on the books any more is owed nothing, and that is said.
    """
    lines = conform(worked.lines, LINES, "lines", LINE_MORE).with_columns(pl.col("credit").fill_null(0))
    totals, needs = conform(worked.totals, TOTALS, "totals"), conform(worked.needs, NEEDS, "needs")
    ordered = lines.sort("crew_id", maintain_order=True)
    return Worked(worked.inputs, ordered, _of_all(totals, crew), needs.sort(pl.all()))


def hashed(stored: Worked, kept: Mapping[str, str]) -> str:
    """The hash of what a part came to (as stored) and of what it was made of (``kept``: the hashes of its inputs)."""
    return digest_of(as_text(stored, kept))


def as_text(stored: Worked, kept: Mapping[str, str]) -> str:
    """What the hash of a part is of."""
    frames = (stored.lines.write_csv(), stored.totals.write_csv(), stored.needs.write_csv())
    return "\n".join([*frames, *(f"{name} {key}" for name, key in sorted(kept.items()))])


def _of_all(totals: pl.DataFrame, crew: Sequence[UUID]) -> pl.DataFrame:
    everybody = pl.DataFrame({"crew_id": [str(each) for each in crew]}, schema={"crew_id": pl.String()})
    others = everybody.join(totals, on="crew_id", how="anti").with_columns(
        pl.lit(None if name == "hourly_rate" else 0, kind).alias(name)
        for name, kind in TOTALS.items()
        if name != "crew_id"
    )
    return pl.concat([totals, others]).sort("crew_id")


def _conclude(part: PayRunPart, told: Worked, kept: dict[str, str], sub: UUID, email: str, worker: str) -> None:
    part.status, part.error, part.inputs, part.content_hash = PartStatus.DONE, None, kept, hashed(told, kept)
    part.taken_by, part.taken_email, part.worker = sub, email, worker
    part.done_at = func.now()  # type: ignore[assignment]
    part.crew_count, part.line_count, part.open_count = told.totals.height, told.lines.height, told.needs.height
    part.gross_minor, part.credit_minutes = int(told.totals["gross"].sum()), int(told.totals["credit"].sum())


async def _versions(session: WriteSession, run: PayRunRow, totals: pl.DataFrame) -> pl.DataFrame:
    """The id and number of each crew member's new version."""
    asked = {"airline": run.airline_id, "period": run.pay_period_id, "crew": totals["crew_id"].to_list()}
    known = await bulk.frame(session, _NEWEST, asked, {"crew_id": pl.String(), "before": pl.Int64()})
    return (
        totals.select("crew_id")
        .join(known, on="crew_id", how="left")
        .select(
            "crew_id",
            calculation_id=pl.Series([str(uuid4()) for _ in range(totals.height)], dtype=pl.String),
            version=pl.col("before").fill_null(0) + 1,
        )
    )


def _calculations(run: PayRunRow, totals: pl.DataFrame, versions: pl.DataFrame) -> pl.DataFrame:
    return (
        totals.join(versions, on="crew_id")
        .rename({**_TOTALS, "calculation_id": "id"})
        .with_columns(
            pay_period_id=pl.lit(str(run.pay_period_id)),
            pay_run_id=pl.lit(str(run.id)),
            rulebook_hash=pl.lit(run.rulebook_hash),
            calculation_date=pl.lit(run.calculated_at.isoformat()),
        )
    )


def _numbered(lines: pl.DataFrame, versions: pl.DataFrame) -> pl.DataFrame:
    """The lines with the calculation each belongs to and its place in it."""
    return (
        lines.join(versions.drop("version"), on="crew_id", how="left", maintain_order="left")
        .with_columns(place=pl.int_range(pl.len()).over("crew_id"))
        .rename(_LINES)
    )


def _add_up(lines: pl.DataFrame, totals: pl.DataFrame) -> None:
    sums = lines.group_by("crew_id").agg(pl.col("amount").sum())
    joined = totals.join(sums, on="crew_id", how="full", coalesce=True)
    wrong = joined.filter(pl.col("gross").fill_null(0) != pl.col("amount").fill_null(0))
    lost = joined.filter(pl.col("gross").is_null())
    if not (wrong.is_empty() and lost.is_empty()):
        crew, gross, amount = pl.concat([wrong, lost]).select("crew_id", "gross", "amount").sort("crew_id").row(0)
        raise InputError(f"The lines of crew member {crew} add up to {amount}, and the gross says {gross}.")
