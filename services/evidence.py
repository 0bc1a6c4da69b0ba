"""The evidence pack of a pay run: what an auditor asks for, with hashes that verify where no program of ours is."""

from uuid import UUID

import polars as pl

from domain.claims import Claims
from domain.errors import RefusedError
from services import sampling
from services.doors import Doors
from services.evidencefiles import Evidence, Facts, evidence_of
from store import airlines as airline_rows
from store import audit, evidence, rows, rulebooks, runparts, runs
from store import periods as period_rows
from store.database import ReadSession
from store.tables import PayPeriod, PayRunRow
from store.tables.enums import Action, RunStatus


async def pack(doors: Doors, claims: Claims, run_id: UUID, size: int) -> Evidence:
    """The evidence of a live run, with the lines of ``size`` crew members drawn by the run's own hash.

    The same run has the same bytes. That it was taken is noted in the log. ``RefusedError`` for a run in work.
    """
    async with doors.database.snapshot(claims) as session:
        facts = await _facts(session, run_id)
        currency = await airline_rows.currency(session, facts.run.airline_id)
        members = dict(facts.gross[0].select("crew_id", "employee_id").iter_rows())
        made = await sampling.again(session, facts.run, members, currency, size)
    found = evidence_of(facts, made)
    async with doors.database.writing(claims) as session:
        after = {"pack": found.key, "sampled": list(found.sampled), "wrong": list(found.wrong)}
        whose = facts.run.airline_id
        await audit.record(session, Action.READ, "pay_evidence", run_id, airline_id=whose, after=after)
    return found


async def _facts(session: ReadSession, run_id: UUID) -> Facts:
    run = await rows.one(session, PayRunRow, run_id)
    if run.status in (RunStatus.PROCESSING, RunStatus.ABANDONED):
        raise RefusedError(f"Run {run_id} is {run.status}: there is evidence of what was worked out to the end.")
    period = await rows.one(session, PayPeriod, run.pay_period_id)
    last = await period_rows.before(session, period)
    before = None if last is None else await runs.newest(session, last.id)
    none = pl.DataFrame(schema=evidence.COMPONENTS), pl.DataFrame(schema=evidence.GROSS)
    return Facts(
        run=run,
        period=period,
        parts=await runparts.of_run(session, run_id),
        sum=await runparts.summed(session, run_id),
        rulebook=await rulebooks.get(session, run.airline_id, run.rulebook_hash),
        last=last,
        before=before,
        rules=await rulebooks.get(session, run.airline_id, before.rulebook_hash) if before else None,
        components=(
            await evidence.components(session, run_id),
            await evidence.components(session, before.id) if before else none[0],
        ),
        gross=(await evidence.gross(session, run_id), await evidence.gross(session, before.id) if before else none[1]),
        undecided=await evidence.undecided(session, run_id),
        log=[evidence.told(each) for each in await evidence.deeds(session, run)],
    )
