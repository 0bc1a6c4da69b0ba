"""What is paid after its period was closed: posted once, taken by the next open period, released with its run."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID, uuid4

import polars as pl
from sqlalchemy import text

from domain.canonical import digest_of
from domain.clock import to_datetime, tz_version
from domain.errors import RefusedError
from domain.frames import ADJUSTMENTS, PAID
from domain.rulebook import Rulebook
from store import airlines, audit, bulk, rulebooks
from store.database import ReadSession, WriteSession
from store.tables import PayAdjustment, PayRetro, PayRunRow
from store.tables.enums import Action

_PAID: Final = text("""
    SELECT l.crew_member_id, l.component, l.rule_owner, l.rule_code, l.rule_since, l.trip_id, l.duty_id, l.flight_id,
           l.standby_id, l.day, l.amount_minor, l.credit_minutes
    FROM pay_lines l
    JOIN pay_calculation_versions c ON c.airline_id = l.airline_id AND c.id = l.calculation_id
    WHERE c.pay_run_id = :run AND c.crew_member_id = ANY(CAST(:crew AS uuid[])) AND l.adjustment_id IS NULL
    UNION ALL
    SELECT a.crew_member_id, a.component, a.rule_owner, a.rule_code, a.rule_since, a.trip_id, a.duty_id, a.flight_id,
           a.standby_id, a.day, a.amount_minor, a.credit_minutes
    FROM pay_adjustments a
    WHERE a.earned_period_id = :earned AND a.crew_member_id = ANY(CAST(:crew AS uuid[]))
""")
_PEOPLE: Final = text("""
    SELECT c.crew_member_id FROM pay_calculation_versions c WHERE c.pay_run_id = :run
    UNION SELECT a.crew_member_id FROM pay_adjustments a WHERE a.earned_period_id = :earned
    ORDER BY 1
""")
_LATEST: Final = text("""
    SELECT r.rulebook_hash FROM pay_retros r WHERE r.earned_period_id = :earned ORDER BY r.created_at DESC, r.id LIMIT 1
""")
_WAITING: Final = """
    a.airline_id = p.airline_id AND p.id = :period AND (a.paid_period_id = p.id OR a.released_at IS NULL
        AND p.start_date > (SELECT e.start_date FROM pay_periods e WHERE e.id = a.earned_period_id)
        AND p.start_date < coalesce(
            (SELECT t.start_date FROM pay_periods t WHERE t.id = a.paid_period_id), 'infinity'))
"""
_DUE: Final = text(
    f"SELECT DISTINCT a.crew_member_id FROM pay_adjustments a, pay_periods p WHERE {_WAITING} ORDER BY 1"  # noqa: S608
)
_TAKE: Final = text(f"""
    UPDATE pay_adjustments a SET paid_period_id = p.id FROM pay_periods p
    WHERE {_WAITING} AND a.paid_period_id IS DISTINCT FROM p.id AND a.crew_member_id = ANY(CAST(:crew AS uuid[]))
""")  # noqa: S608
_TAKEN: Final = text("""
    SELECT a.id, e.start_date, a.crew_member_id, a.component, a.rule_owner, a.rule_code, a.rule_since,
           a.trip_id, a.duty_id, a.flight_id, a.standby_id, a.day, a.amount_minor, a.reason
    FROM pay_adjustments a JOIN pay_periods e ON e.airline_id = a.airline_id AND e.id = a.earned_period_id
    WHERE a.paid_period_id = :period
      AND (CAST(:crew AS uuid[]) IS NULL OR a.crew_member_id = ANY(CAST(:crew AS uuid[])))
    ORDER BY a.crew_member_id, e.start_date, a.id
""")
_FREE: Final = text("""
    UPDATE pay_adjustments SET paid_period_id = NULL WHERE paid_period_id = :period AND released_at IS NULL
""")
_PAID_BY: Final = """
    a.id IN (
        SELECT l.adjustment_id FROM pay_lines l
        JOIN pay_calculation_versions c ON c.airline_id = l.airline_id AND c.id = l.calculation_id
        WHERE c.pay_run_id = :run AND l.adjustment_id IS NOT NULL)
"""
_IN_RUN: Final = f"a.released_at IS NULL AND {_PAID_BY}"
_ELSEWHERE: Final = text(f"""
    SELECT EXISTS (SELECT FROM pay_adjustments a WHERE a.paid_period_id IS DISTINCT FROM :period AND {_PAID_BY})
""")  # noqa: S608
_POSTERS: Final = text(f"""
    SELECT r.created_by, lower(r.created_email) FROM pay_retros r WHERE r.id IN (
        SELECT a.retro_id FROM pay_adjustments a WHERE {_IN_RUN})
""")  # noqa: S608
_RELEASE: Final = text(f"UPDATE pay_adjustments a SET released_at = :at, released_by = :who WHERE {_IN_RUN}")  # noqa: S608


@dataclass(frozen=True, slots=True)
class NewRetro:
    """A closed period worked out again: by which rules and engine, out of which inputs (name to hash, part by part)."""

    run: PayRunRow
    rulebook: Rulebook
    engine: str
    inputs: Sequence[dict[str, str]]
    reason: str


async def people(session: ReadSession, run_id: UUID, earned_id: UUID) -> list[UUID]:
    """Everybody to whom something was paid of a period: in its run, or later."""
    return list((await session.execute(_PEOPLE, {"run": run_id, "earned": earned_id})).scalars())


async def so_far(session: ReadSession, run_id: UUID, earned_id: UUID, crew: Sequence[UUID]) -> pl.DataFrame:
    """All that was paid of a period (PAID): the lines of its run, and every adjustment posted since."""
    asked = {"run": run_id, "earned": earned_id, "crew": [str(each) for each in crew]}
    return await bulk.frame(session, _PAID, asked, PAID)


async def last_rulebook(session: ReadSession, run: PayRunRow) -> str:
    """The hash of the Rulebook that a run's period was last paid by."""
    found = (await session.execute(_LATEST, {"earned": run.pay_period_id})).scalar_one_or_none()
    return str(found or run.rulebook_hash)


async def post(session: WriteSession, new: NewRetro, deltas: pl.DataFrame) -> UUID:
    """Keeps differences (columns of PAID, ``reason``, and ``kind`` of ``AdjustmentKind``) to be paid in the next open
    period, and notes it in the log.
    """
    run = new.run
    retro = PayRetro(
        airline_id=run.airline_id,
        earned_period_id=run.pay_period_id,
        pay_run_id=run.id,
        rulebook_hash=await rulebooks.put(session, run.airline_id, new.rulebook),
        tzdata_version=tz_version(),
        engine_version=new.engine,
        inputs=list(new.inputs),
        content_hash=digest_of(deltas.write_csv()),
        reason=new.reason,
        created_by=session.claims.sub,
        created_email=session.claims.email,
    )
    session.add(retro)
    await session.flush()
    exponent = (await airlines.currency(session, run.airline_id)).exponent
    await bulk.insert(session, PayAdjustment, _rows(retro, deltas, exponent))
    told = {"run": str(run.id), "rulebook": retro.rulebook_hash, "hash": retro.content_hash, "lines": deltas.height,
            "amount_minor": int(deltas["amount"].sum())}  # fmt: skip
    await audit.record(
        session, Action.POSTED, "pay_retro", retro.id, airline_id=run.airline_id, after=told, reason=new.reason
    )
    return retro.id


async def due(session: ReadSession, period_id: UUID) -> list[UUID]:
    """Everybody with an adjustment that a run of this period pays."""
    return list((await session.execute(_DUE, {"period": period_id})).scalars())


async def take(session: WriteSession, period_id: UUID, crew: Sequence[UUID]) -> pl.DataFrame:
    """The adjustments (ADJUSTMENTS) of these crew members that are paid in this period; those that wait join it, and
    those that a later period took before and has not released.
    """
    asked = {"period": period_id, "crew": [str(each) for each in crew]}
    await session.execute(_TAKE, asked)
    return await bulk.frame(session, _TAKEN, asked, ADJUSTMENTS)


async def taken(session: ReadSession, period_id: UUID) -> pl.DataFrame:
    """The adjustments (ADJUSTMENTS) that are paid in this period."""
    return await bulk.frame(session, _TAKEN, {"period": period_id, "crew": None}, ADJUSTMENTS)


async def free(session: WriteSession, period_id: UUID) -> None:
    """Lets go of what runs of a period took and no released one pays: another period pays it."""
    await session.execute(_FREE, {"period": period_id})


async def release(session: WriteSession, run: PayRunRow, at: int) -> None:
    """Releases the adjustments that a run pays; ``RefusedError`` for whoever posted one, and where another period has
    taken one since.
    """
    if (await session.execute(_ELSEWHERE, {"run": run.id, "period": run.pay_period_id})).scalar_one():
        raise RefusedError(f"Something that run {run.id} pays is paid in another period by now: run the pay again.")
    who, email = session.claims.sub, session.claims.email.lower()
    for sub, address in await session.execute(_POSTERS, {"run": run.id}):
        if sub == who or address == email != "":
            raise RefusedError("Whoever posted an adjustment does not release the run that pays it: ask somebody else.")
    await session.execute(_RELEASE, {"run": run.id, "at": to_datetime(at), "who": who})


def _rows(retro: PayRetro, deltas: pl.DataFrame, exponent: int) -> pl.DataFrame:
    fixed = {"airline_id": str(retro.airline_id), "earned_period_id": str(retro.earned_period_id),
             "retro_id": str(retro.id), "created_by": str(retro.created_by), "exponent": exponent}  # fmt: skip
    named = deltas.select(*PAID, "reason", "kind").rename(
        {"crew_id": "crew_member_id", "amount": "amount_minor", "credit": "credit_minutes"}
    )
    ids = pl.Series([str(uuid4()) for _ in range(deltas.height)], dtype=pl.String)
    return named.with_columns(id=ids, **{name: pl.lit(value) for name, value in fixed.items()})
