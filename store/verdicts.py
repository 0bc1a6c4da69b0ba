"""What the judge said, kept with the Rulebook it judged by."""

from dataclasses import asdict
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from domain.clock import to_datetime
from domain.judgement import Finding, Judgement, Verdict
from domain.rulebook import Rulebook
from store import rulebooks
from store.database import ReadSession, WriteSession
from store.tables import VerdictRow


async def add(
    session: WriteSession,
    airline_id: UUID,
    period_id: UUID,
    subject: str,
    judgement: Judgement,
    rulebook: Rulebook,
    at: int,
) -> UUID:
    """Keeps a judgement of a period; ``subject`` says of what (``planned``, ``flown``)."""
    row = VerdictRow(
        airline_id=airline_id,
        pay_period_id=period_id,
        subject=subject,
        rulebook_hash=await rulebooks.put(session, airline_id, rulebook),
        verdict=judgement.verdict,
        duties=judgement.duties,
        findings=[asdict(finding) for finding in judgement.findings],
        checked=list(judgement.checked),
        unchecked=list(judgement.unchecked),
        judged_at=to_datetime(at),
    )
    session.add(row)
    await session.flush()
    return row.id


async def latest(session: ReadSession, airline_id: UUID, period_id: UUID, subject: str) -> Judgement | None:
    """The newest judgement of a period and subject."""
    found = await session.scalars(
        select(VerdictRow)
        .where(
            col(VerdictRow.airline_id) == airline_id,
            col(VerdictRow.pay_period_id) == period_id,
            col(VerdictRow.subject) == subject,
        )
        .order_by(col(VerdictRow.judged_at).desc(), col(VerdictRow.created_at).desc())
        .limit(1)
    )
    row = found.one_or_none()
    return None if row is None else _judgement(row)


def _judgement(row: VerdictRow) -> Judgement:
    return Judgement(
        verdict=row.verdict,
        findings=tuple(
            Finding(**{**each, "verdict": Verdict(each["verdict"]), "path": tuple(each["path"])})
            for each in row.findings
        ),
        checked=tuple(row.checked),
        unchecked=tuple(row.unchecked),
        rulebook=row.rulebook_hash,
        duties=row.duties,
    )
