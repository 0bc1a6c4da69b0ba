"""A new key for names: every name is opened with the key it has and sealed with the new one."""

from typing import Final
from uuid import UUID

from sqlalchemy import text

from store.backfill import Migration, Step
from store.database import WriteSession
from store.secrets import Sealer

_NEXT: Final = text("""
    SELECT id, airline_id, first_name, last_name FROM crew_members
    WHERE id > CAST(:after AS uuid) ORDER BY id LIMIT :size FOR UPDATE
""")
_SEAL: Final = text("UPDATE crew_members SET first_name = :first, last_name = :last WHERE id = :id")
_START: Final = str(UUID(int=0))


def migration(sealer: Sealer, size: int = 500) -> Migration:
    """The data migration to the sealer's key; it must hold the earlier keys as its previous ones.

    Every program has to seal with the new key before this runs: it goes over the names once.
    """

    async def batch(session: WriteSession, position: str) -> Step:
        found = (await session.execute(_NEXT, {"after": position or _START, "size": size})).all()
        sealed = [
            {
                "id": crew_id,
                "first": _again(sealer, first, airline_id, crew_id, "first_name"),
                "last": _again(sealer, last, airline_id, crew_id, "last_name"),
            }
            for crew_id, airline_id, first, last in found
        ]
        if sealed:
            await session.execute(_SEAL, sealed)
        return Step(str(found[-1].id) if found else None, len(found))

    return Migration(f"names under key {sealer.key_id}", batch)


def _again(sealer: Sealer, sealed: str, airline_id: UUID, crew_id: UUID, column: str) -> str:
    return sealer.seal(sealer.open(sealed, airline_id, crew_id, column), airline_id, crew_id, column)
