"""One publication at a time, over every process and pooled connection."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

from sqlalchemy import text

from domain.claims import Claims
from domain.errors import RefusedError
from store.database import Database, WriteSession

_TRY: Final = text("SELECT pg_try_advisory_xact_lock(hashtextextended('crewlex.publish', 0))")


@asynccontextmanager
async def hold(database: Database, claims: Claims) -> AsyncIterator[WriteSession]:
    """The transaction of a publication, alone of its kind until it ends; ``RefusedError`` while another one runs.

    The lock is the transaction's own, so it works through a transaction-mode pooler and dies with its program.
    What is written in the session is committed on leaving: ``editions.commit`` belongs inside.
    """
    async with database.writing(claims) as session:
        if not (await session.execute(_TRY)).scalar_one():
            raise RefusedError("Somebody else is publishing rules at this moment. Try again when that is done.")
        yield session
