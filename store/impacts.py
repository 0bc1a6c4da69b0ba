"""Impacts of changes of rules on a month, kept by the hash of their content."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlmodel import col

from domain.canonical import digest_of
from domain.errors import NotFoundError, RefusedError
from store import audit
from store.database import ReadSession, WriteSession
from store.packed import pack, unpack
from store.tables import ImpactRow
from store.tables.enums import Action


@dataclass(frozen=True, slots=True)
class NewImpact:
    """An impact to be kept; ``text`` is its whole content, ``end`` the first day after the month."""

    airline_id: UUID
    owner: str
    draft_id: UUID | None
    baseline: int
    start: date
    end: date
    text: str


async def keep(session: WriteSession, new: NewImpact) -> int:
    """Keeps an impact in the signed-in administrator's name; returns its number, the old one for equal content."""
    key = digest_of(new.text)
    known = select(col(ImpactRow.number)).where(
        col(ImpactRow.airline_id) == new.airline_id, col(ImpactRow.content_hash) == key
    )
    number = (await session.scalars(known)).one_or_none()
    if number is not None:
        return number
    row = ImpactRow(
        airline_id=new.airline_id,
        owner=new.owner,
        draft_id=new.draft_id,
        baseline=new.baseline,
        start_date=new.start,
        end_date=new.end,
        content_hash=key,
        body=pack(new.text),
        created_by=session.claims.sub,
    )
    session.add(row)
    await session.flush()
    await session.refresh(row)
    after = {"number": row.number, "content": key}
    await audit.record(session, Action.CREATED, "impact", row.id, airline_id=new.airline_id, after=after)
    return row.number


async def text_of(session: ReadSession, number: int) -> str:
    """The content of an impact; ``NotFoundError`` where this reader has none, ``RefusedError`` where it is damaged."""
    found = (await session.scalars(select(ImpactRow).where(col(ImpactRow.number) == number))).one_or_none()
    if found is None:
        raise NotFoundError(f"There is no impact IM-{number} here (or not in your airline).")
    text = unpack(found.body)
    if digest_of(text) != found.content_hash:
        raise RefusedError(f"Impact IM-{number} does not have its hash any more: the record was changed. Restore it.")
    return text
