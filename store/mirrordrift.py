"""The mirrors held against the edition that they copy, row by row and column by column, and written anew."""

from collections.abc import Iterator, Mapping
from typing import Final
from uuid import UUID

from domain.leaves import apart
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from store import airlines, mirrors
from store.database import ReadSession, WriteSession
from store.mirrored import Row

_NAMES: Final = ("rule_code", "term_code", "scenario_description")
"""What people know a row by."""


async def differences(session: ReadSession, parts: Mapping[str, RuleGraph]) -> list[tuple[str, str]]:
    """Owner and sentence for each difference of the mirrors from these parts (by owner); none where they are equal."""
    ids = await _ids(session)
    expected, standing = mirrors.expected(parts, ids), await mirrors.standing(session)
    owners: dict[UUID | None, str] = {airline_id: code for code, airline_id in ids.items()}
    return [
        (owners.get(row.get("airline_id"), PUBLIC), f"{table} {_name(row)}: {said}")
        for table, rows in expected.items()
        for key in sorted({*rows, *standing[table]})
        for row in (rows.get(key) or standing[table][key],)
        for said in _told(rows.get(key), standing[table].get(key))
    ]


async def rewrite(session: WriteSession, parts: Mapping[str, RuleGraph]) -> None:
    """Makes all mirrors what these parts say; an airline that has no part has no rows."""
    await mirrors.rewrite(session, PUBLIC, None, parts.get(PUBLIC, RuleGraph()))
    for code, airline_id in (await _ids(session)).items():
        await mirrors.rewrite(session, code, airline_id, parts.get(code, RuleGraph()))


async def _ids(session: ReadSession) -> dict[str, UUID]:
    return {airline.code: airline.id for airline in await airlines.every(session)}


def _told(ours: Row | None, theirs: Row | None) -> Iterator[str]:
    if theirs is None:
        yield "in the edition, and missing in the table"
    elif ours is None:
        yield "in the table, and not in the edition"
    else:
        yield from (each.told("edition", "table") for each in apart(ours, theirs))


def _name(row: Row) -> str:
    return next(str(row[name]) for name in _NAMES if name in row)
