"""The newest edition's rules as tables, for people who read with SQL: rewritten with it, and held against it."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

import polars as pl
from sqlalchemy import ARRAY, Uuid, all_, delete, literal, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import SQLModel

from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from store import bulk
from store.database import ReadSession, WriteSession
from store.mirrored import Row, laws, readings, terms
from store.tables import ContractTerm, FaaRule, RuleInterpretation

Rows = Mapping[UUID, Row]
MODELS: Final[tuple[type[SQLModel], ...]] = (FaaRule, ContractTerm, RuleInterpretation)
_KEPT: Final = ("id", "created_at", "updated_at")


async def rewrite(session: WriteSession, owner: str, airline_id: UUID | None, part: RuleGraph) -> None:
    """Makes the owner's rows what its part says: law for ``PUBLIC``, contract terms for an airline, and readings.

    Law comes first: which rules an airline's readings are about is told by the ids that stand in ``faa_rules``.
    """
    if owner == PUBLIC:
        await _replace(session, FaaRule, laws(part), None)
    elif airline_id is not None:
        await _replace(session, ContractTerm, terms(part, airline_id), airline_id)
    law = set(await session.scalars(select(_column(FaaRule, "id"))))
    await _replace(session, RuleInterpretation, readings(part, airline_id, law), airline_id)


def expected(parts: Mapping[str, RuleGraph], airlines: Mapping[str, UUID]) -> dict[str, dict[UUID, Row]]:
    """The rows of each mirror, by table and id, that these parts (by owner) make."""
    law = laws(parts.get(PUBLIC, RuleGraph()))
    ids = {owner: airlines.get(owner) for owner in parts}
    owned = [terms(parts[owner], airline_id) for owner, airline_id in ids.items() if airline_id is not None]
    read = [readings(part, ids[owner], law) for owner, part in parts.items()]
    tables = (FaaRule, [law]), (ContractTerm, owned), (RuleInterpretation, read)
    return {_name(model): {key: row for rows in found for key, row in rows.items()} for model, found in tables}


async def standing(session: ReadSession) -> dict[str, dict[UUID, Row]]:
    """The rows that are there, as this reader sees them; when a row was written is no part of it."""
    found = {}
    for model in MODELS:
        columns = [column for column in _table(model).columns if column.name not in _KEPT]
        rows = await session.execute(select(_column(model, "id"), *columns))
        names = [column.name for column in columns]
        found[_name(model)] = {row[0]: dict(zip(names, row[1:], strict=True)) for row in rows}
    return found


async def _replace(session: WriteSession, model: type[SQLModel], rows: Rows, airline_id: UUID | None) -> None:
    """The airline's rows (or the shared ones) are these, in two statements for any number."""
    gone = delete(model).where(_column(model, "id") != all_(literal(list(rows), ARRAY(Uuid))))
    if "airline_id" in _table(model).columns:
        gone = gone.where(_column(model, "airline_id").is_not_distinct_from(airline_id))
    await session.execute(gone)
    await bulk.insert(session, model, _frame(model, rows), key=("id",))


def _frame(model: type[SQLModel], rows: Rows) -> pl.DataFrame:
    names = [column.name for column in _table(model).columns if column.name not in _KEPT]
    columns = {name: [_sent(model, name, row[name]) for row in rows.values()] for name in names}
    schema = {name: _type(model, name) for name in names}
    return pl.DataFrame({"id": [str(key) for key in rows], **columns}, schema={"id": pl.String, **schema})


def _sent(model: type[SQLModel], name: str, value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, list):
        return [str(item) for item in value]
    return json.dumps(value) if value is not None and _is_json(model, name) else value


def _type(model: type[SQLModel], name: str) -> pl.DataType:
    column = _table(model).columns[name]
    if isinstance(column.type, ARRAY):
        return pl.List(pl.String)
    kind = str if _is_json(model, name) else column.type.python_type
    return {date: pl.Date(), int: pl.Int64()}.get(kind, pl.String())


def _is_json(model: type[SQLModel], name: str) -> bool:
    return isinstance(_table(model).columns[name].type, JSONB)


def _table(model: type[SQLModel]) -> Any:
    return model.__table__  # type: ignore[attr-defined]


def _column(model: type[SQLModel], name: str) -> Any:
    return _table(model).columns[name]


def _name(model: type[SQLModel]) -> str:
    return str(_table(model).name)
