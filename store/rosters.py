"""Solved rosters: what each was made with."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from domain.rulebook import Rulebook
from store import audit, rulebooks
from store.database import ReadSession, WriteSession
from store.tables import Roster
from store.tables.enums import Action


async def add(
    session: WriteSession,
    airline_id: UUID,
    period_id: UUID,
    rulebook: Rulebook,
    *,
    model_hash: str,
    seed: int,
    open_seats: int,
    solved_with: str,
    metrics: Mapping[str, Any] | None = None,
) -> UUID:
    """Records a roster with its Rulebook, the hash of its model, its seed and the solver's name and version."""
    roster = Roster(
        airline_id=airline_id,
        pay_period_id=period_id,
        rulebook_hash=await rulebooks.put(session, airline_id, rulebook),
        model_hash=model_hash,
        seed=seed,
        open_seats=open_seats,
        solved_with=solved_with,
        metrics=dict(metrics or {}),
    )
    session.add(roster)
    await session.flush()
    after = {"model": model_hash, "open_seats": open_seats}
    await audit.record(session, Action.CREATED, "roster", roster.id, airline_id=airline_id, after=after)
    return roster.id


async def latest(session: ReadSession, airline_id: UUID, period_id: UUID) -> Roster | None:
    """The newest roster of a period."""
    found = await session.scalars(
        select(Roster)
        .where(col(Roster.airline_id) == airline_id, col(Roster.pay_period_id) == period_id)
        .order_by(col(Roster.created_at).desc())
        .limit(1)
    )
    return found.one_or_none()
