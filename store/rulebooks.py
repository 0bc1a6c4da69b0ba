"""Rulebooks by their hash: any past figure is worked out again from the one it was made with."""

from uuid import UUID

from sqlalchemy.dialects.postgresql import insert

from domain.errors import NotFoundError, RefusedError
from domain.rulebook import Rulebook
from store.database import ReadSession, WriteSession
from store.packed import pack, unpack
from store.tables import RulebookBody


async def put(session: WriteSession, airline_id: UUID, rulebook: Rulebook) -> str:
    """Keeps a Rulebook, once; returns its hash."""
    row = {
        "airline_id": airline_id,
        "hash": rulebook.hash,
        "start_date": rulebook.start,
        "end_date": rulebook.end,
        "body": pack(rulebook.text),
    }
    await session.execute(insert(RulebookBody).values(row).on_conflict_do_nothing())
    return rulebook.hash


async def get(session: ReadSession, airline_id: UUID, key: str) -> Rulebook:
    """The Rulebook of a hash; ``NotFoundError`` where the airline has none, ``RefusedError`` where it is damaged."""
    found = await session.get(RulebookBody, (airline_id, key))
    if found is None:
        raise NotFoundError(f"There is no rulebook {key} of this airline.")
    rulebook = Rulebook.read(unpack(found.body))
    if rulebook.hash != key:
        raise RefusedError(f"Rulebook {key} does not have its hash any more: the record was changed. Restore it.")
    return rulebook
