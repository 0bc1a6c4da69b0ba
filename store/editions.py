"""Published editions of the rules: one sequence for all, the content of each owner kept by its hash.

The content of an owner at an edition is its newest part up to that edition, so an airline's publication leaves
every other airline's content as it is.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col

from domain.canonical import canonical, digest_of
from domain.errors import InputError, NotFoundError, RefusedError
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from store import airlines, audit, mirrors
from store.database import ReadSession, WriteSession
from store.packed import pack, unpack
from store.parts import merge
from store.tables import Edition, EditionContent, EditionPart
from store.tables.enums import Action

_NEWEST: Final = """
    SELECT DISTINCT ON (owner) owner, content_hash FROM edition_parts
    WHERE edition <= :number ORDER BY owner, edition DESC
"""
_BODIES: Final = text(f"""
    SELECT c.owner, c.content_hash, c.body
    FROM ({_NEWEST}) AS p
    JOIN edition_contents c ON c.owner = p.owner AND c.content_hash = p.content_hash
    WHERE :every OR c.owner = ANY(CAST(:owners AS text[]))
    ORDER BY c.owner
""")  # noqa: S608  (ours)


async def newest(session: ReadSession) -> int | None:
    """The number of the newest edition; None before the first."""
    return (await session.scalars(select(func.max(Edition.number)))).one()


async def known_at(session: ReadSession, instant: datetime) -> int | None:
    """The newest edition that was published by an instant; None where none was."""
    published = select(func.max(Edition.number)).where(col(Edition.published_at) <= instant)
    return (await session.scalars(published)).one()


async def published_at(session: ReadSession, number: int) -> datetime:
    """When an edition was published, by the database's clock."""
    found = await session.get(Edition, number)
    if found is None:
        raise NotFoundError(f"There is no edition {number} of the rules.")
    return found.published_at


async def commit(session: WriteSession, number: int, parts: Mapping[str, RuleGraph], message: str) -> None:
    """Makes the edition of this number: the commit point of a publication.

    ``parts`` maps owner to its whole content; a part equal to the owner's newest one adds nothing. The tables that
    mirror the rules, and the audit row, are written in the same transaction. A number that is not the next one
    is refused: somebody else published meanwhile.
    """
    if number != ((await newest(session)) or 0) + 1:
        raise RefusedError(f"Edition {number} is not the next one: somebody published meanwhile. Publish again.")
    before = await _hashes(session, number - 1)
    texts = {owner: canonical(part.ordered()) for owner, part in parts.items()}
    changed = {owner: digest_of(item) for owner, item in texts.items() if before.get(owner) != digest_of(item)}
    session.add(Edition(number=number, message=message, published_by=session.claims.sub))
    await session.flush()
    for owner, key in sorted(changed.items(), key=lambda item: (item[0] != PUBLIC, item[0])):
        airline_id = await _airline(session, owner)
        body = {"owner": owner, "content_hash": key, "airline_id": airline_id, "body": pack(texts[owner])}
        await session.execute(insert(EditionContent).values(body).on_conflict_do_nothing())
        session.add(EditionPart(edition=number, owner=owner, airline_id=airline_id, content_hash=key))
        await mirrors.rewrite(session, owner, airline_id, parts[owner])
    if PUBLIC in changed and PUBLIC in before:  # others may read rules of law that came or went
        for owner, part in (await _parts(session, number - 1, [PUBLIC, *before.keys() - changed.keys()])).items():
            if owner not in changed:
                await mirrors.rewrite(session, owner, await _airline(session, owner), part)
    await _audited(session, number, changed, before, message)


async def content(session: ReadSession, number: int, airline: str) -> RuleGraph:
    """What binds one airline (by code) in an edition: the shared part and its own."""
    return merge((await _parts(session, number, [PUBLIC, airline])).values())


async def whole(session: ReadSession, number: int) -> RuleGraph:
    """The content of every owner that this reader sees: for a platform administrator the whole edition."""
    return merge((await _parts(session, number, None)).values())


async def _parts(session: ReadSession, number: int, owners: list[str] | None) -> dict[str, RuleGraph]:
    found = await session.execute(_BODIES, {"number": number, "every": owners is None, "owners": owners or []})
    parts = {owner: _opened(key, unpack(bytes(body))) for owner, key, body in found}
    if PUBLIC not in parts:
        raise NotFoundError(f"There is no edition {number} of the rules. Publish one, or load the packs first.")
    return parts


def _opened(key: str, stored: str) -> RuleGraph:
    if digest_of(stored) != key:
        raise RefusedError(f"Edition content {key} does not have its hash any more: it was changed. Restore it.")
    return RuleGraph.model_validate_json(stored)


async def _hashes(session: ReadSession, number: int) -> dict[str, str]:
    return {row.owner: row.content_hash for row in await session.execute(text(_NEWEST), {"number": number})}


async def _airline(session: ReadSession, owner: str) -> UUID | None:
    if owner == PUBLIC:
        return None
    try:
        return (await airlines.by_code(session, owner)).id
    except NotFoundError:
        raise InputError(f"{owner} owns rules and is no airline here: load the airline first.") from None


async def _audited(
    session: WriteSession, number: int, changed: Mapping[str, str], before: Mapping[str, str], message: str
) -> None:
    """One row an airline that changed, and one for the shared part, each readable by those it concerns."""
    for owner, key in changed.items():
        after: dict[str, Any] = {"owner": owner, "content": key}
        await audit.record(
            session,
            Action.PUBLISHED,
            "edition",
            number,
            airline_id=await _airline(session, owner),
            before={"content": before.get(owner)},
            after=after,
            reason=message,
        )
