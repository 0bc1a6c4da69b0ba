"""Pay runs: begun, worked out in parts (``store.runparts``), made visible by one row, released, or given up.

Nobody reads what a run in work has written. The database refuses any step that is not lawful (migrations 0004, 0005).
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID, uuid4

from sqlalchemy import select, text
from sqlmodel import col

from domain.claims import Claims
from domain.clock import to_datetime, tz_version
from domain.errors import RefusedError
from domain.rulebook import Rulebook
from store import adjustments, audit, periods, rows, rulebooks
from store.database import Database, ReadSession, WriteSession
from store.tables import PayLiveRun, PayPeriod, PayRunPart, PayRunRow
from store.tables.enums import Action, PartStatus, PeriodStatus, RunStatus

_TRY: Final = text("SELECT pg_try_advisory_xact_lock(hashtextextended('crewlex.pay/' || :period, 0))")
_PATIENT: Final = text("SELECT set_config('idle_in_transaction_session_timeout', '0', true)")


@dataclass(frozen=True, slots=True)
class NewRun:
    """A calculation of a period to be begun: ``crew`` by part, the pay engine's version, and now as a UTC minute."""

    airline_id: UUID
    period_id: UUID
    rulebook: Rulebook
    crew: Sequence[Sequence[UUID]]
    engine: str
    at: int
    reason: str = ""
    id: UUID = field(default_factory=uuid4)


@asynccontextmanager
async def alone(database: Database, claims: Claims, period_id: UUID) -> AsyncIterator[None]:
    """Whoever runs a period's pay, until the block ends; ``RefusedError`` while another program does.

    The lock is a transaction's own that writes nothing: it works through a transaction-mode pooler, and dies with its
    program, so that a killed run can be gone on with at once.
    """
    async with database.reading(claims) as session:
        await session.execute(_PATIENT)
        if not (await session.execute(_TRY, {"period": str(period_id)})).scalar_one():
            raise RefusedError("The pay of this period is being worked out by another program: wait until it is done.")
        yield


async def begin(session: WriteSession, new: NewRun) -> PayRunRow:
    """A new run in work, its parts waiting; ``RefusedError`` where one is in work, or it is closed."""
    await periods.hold(session, new.period_id)
    period = await rows.one(session, PayPeriod, new.period_id)
    if period.status not in (PeriodStatus.OPEN, PeriodStatus.PROCESSING):
        raise RefusedError(f"This period is {period.status}: what changes now is an adjustment in the next open one.")
    if (other := await in_work(session, new.airline_id, new.period_id)) is not None:
        raise RefusedError(f"Run {other.id} of this period is in work: go on with it, or abandon it.")
    run = await _row(session, new)
    session.add(run)
    await session.flush()
    session.add_all(
        PayRunPart(
            airline_id=new.airline_id, pay_run_id=new.id, number=number, crew=list(crew), status=PartStatus.WAITING
        )
        for number, crew in enumerate(new.crew, 1)
    )
    period.status = PeriodStatus.PROCESSING
    session.add(period)
    await _noted(session, run, Action.CREATED, new.reason)
    return run


async def go_on(session: WriteSession, run: PayRunRow) -> None:
    """Notes who goes on with a run in work: it is theirs as well, and they do not release it."""
    await _noted(session, run, Action.CALCULATED, "gone on with")


async def in_work(session: ReadSession, airline_id: UUID, period_id: UUID) -> PayRunRow | None:
    """The period's run that is in work, or was when its program was killed."""
    asked = select(PayRunRow).where(
        col(PayRunRow.airline_id) == airline_id,
        col(PayRunRow.pay_period_id) == period_id,
        col(PayRunRow.status) == RunStatus.PROCESSING,
    )
    return (await session.scalars(asked)).one_or_none()


async def flip(session: WriteSession, run_id: UUID) -> PayRunRow:
    """Makes a run with all its parts done the newest of its period, for everybody at once."""
    run = await rows.one(session, PayRunRow, run_id)
    await periods.hold(session, run.pay_period_id)
    session.add(PayLiveRun(pay_run_id=run_id, airline_id=run.airline_id, pay_period_id=run.pay_period_id))
    await session.flush()
    await session.refresh(run)
    await _noted(session, run, Action.CALCULATED, run.reason)
    return run


async def abandon(session: WriteSession, run_id: UUID, at: int, reason: str = "") -> None:
    """Gives a run in work up: what it wrote is never read, and another run can begin."""
    run = await _standing(session, run_id, RunStatus.PROCESSING)
    run.status, run.abandoned_at, run.abandoned_by = RunStatus.ABANDONED, to_datetime(at), session.claims.sub
    await _noted(session, run, Action.ABANDONED, reason)


async def review(session: WriteSession, run_id: UUID, at: int, reason: str = "") -> None:
    """Notes that the crew have looked at the newest run of a period and nothing they said is open any more."""
    run = await _standing(session, run_id, RunStatus.PREVIEW)
    if (newest := await newest_id(session, run.pay_period_id)) != run.id:
        raise RefusedError(f"Run {run_id} stands no more: review the newest one, {newest}.")
    run.status, run.reviewed_at, run.reviewed_by = RunStatus.CREW_REVIEWED, to_datetime(at), session.claims.sub
    await _noted(session, run, Action.REVIEWED, reason)


async def release(session: WriteSession, run_id: UUID, at: int, reason: str = "") -> None:
    """Releases the newest run of a period and the adjustments that it pays, which whoever ran it or a part of it, went
    on with it, or posted one of these, may not.
    """
    run = await _standing(session, run_id, RunStatus.PREVIEW, RunStatus.CREW_REVIEWED)
    await _not_own(session, run)
    await adjustments.release(session, run, at)
    run.status, run.released_at, run.released_by = RunStatus.RELEASED, to_datetime(at), session.claims.sub
    await _noted(session, run, Action.RELEASED, reason)


async def newest(session: ReadSession, period_id: UUID) -> PayRunRow | None:
    """The newest live run of a period."""
    found = await newest_id(session, period_id)
    return None if found is None else await rows.one(session, PayRunRow, found)


async def newest_id(session: ReadSession, period_id: UUID) -> UUID | None:
    """The id of the newest live run of a period, which crew see as well."""
    live = select(col(PayLiveRun.pay_run_id)).where(col(PayLiveRun.pay_period_id) == period_id)
    return (await session.scalars(live.order_by(col(PayLiveRun.live).desc()).limit(1))).one_or_none()


async def every(session: ReadSession, airline_id: UUID, limit: int = 50) -> list[PayRunRow]:
    """The airline's runs, the latest first."""
    found = await session.scalars(
        select(PayRunRow)
        .where(col(PayRunRow.airline_id) == airline_id)
        .order_by(col(PayRunRow.created_at).desc(), col(PayRunRow.id))
        .limit(limit)
    )
    return list(found)


async def _row(session: WriteSession, new: NewRun) -> PayRunRow:
    return PayRunRow(
        id=new.id,
        airline_id=new.airline_id,
        pay_period_id=new.period_id,
        rulebook_hash=await rulebooks.put(session, new.airline_id, new.rulebook),
        tzdata_version=tz_version(),
        engine_version=new.engine,
        calculated_at=to_datetime(new.at),
        calculated_by=session.claims.sub,
        calculated_email=session.claims.email,
        reason=new.reason,
        status=RunStatus.PROCESSING,
        parts=len(new.crew),
    )


async def _standing(session: WriteSession, run_id: UUID, *statuses: RunStatus) -> PayRunRow:
    run = await rows.one(session, PayRunRow, run_id)
    await periods.hold(session, run.pay_period_id)
    await session.refresh(run)
    if run.status not in statuses:
        raise RefusedError(
            f"Run {run_id} is {run.status}, and only one that is {' or '.join(statuses)} goes this step."
        )
    return run


async def _not_own(session: WriteSession, run: PayRunRow) -> None:
    """As the log knows it; the database asks it too, and who began the run and who worked its parts."""
    who, email = session.claims.sub, session.claims.email.lower()
    for entry in await audit.of(session, "pay_run", run.id):
        address = str((entry.changes["after"] or {}).get("email", "")).lower()
        if entry.action is Action.CALCULATED and (entry.actor_id == who or address == email != ""):
            raise RefusedError("Whoever ran the pay does not release it: ask a second person.")


async def _noted(session: WriteSession, run: PayRunRow, action: Action, reason: str) -> None:
    session.add(run)
    await session.flush()
    told = {"status": run.status, "content": run.content_hash, "rulebook": run.rulebook_hash, "parts": run.parts,
            "email": session.claims.email}  # fmt: skip
    await audit.record(session, action, "pay_run", run.id, airline_id=run.airline_id, after=told, reason=reason)
