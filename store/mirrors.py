"""The newest edition's rules as tables, for people who read with SQL."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import SQLModel, col

from domain.canonical import canonical
from domain.crew import PILOTS, Group, Position
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC, Rule, RuleKind
from store.database import WriteSession
from store.ids import stable
from store.tables import ContractTerm, FaaRule

_KEPT: Final = ("id", "airline_id")


async def rewrite(session: WriteSession, owner: str, airline_id: UUID | None, part: RuleGraph) -> None:
    """Makes the owner's rows what its part says: law for ``PUBLIC``, contract terms for an airline."""
    if owner == PUBLIC:
        law = [_law(rule) for rule in part.rules if rule.kind is RuleKind.FAA]
        gone = delete(FaaRule).where(col(FaaRule.id).not_in([row["id"] for row in law]))
        await session.execute(gone)
        await _put(session, FaaRule, law)
        return
    terms = [_term(rule, airline_id) for rule in part.rules if rule.kind is RuleKind.CONTRACT]
    await session.execute(
        delete(ContractTerm).where(
            col(ContractTerm.airline_id) == airline_id, col(ContractTerm.id).not_in([row["id"] for row in terms])
        )
    )
    await _put(session, ContractTerm, terms)


async def _put(session: WriteSession, model: type[SQLModel], rows: Iterable[Mapping[str, Any]]) -> None:
    for row in rows:
        statement = insert(model).values(row)
        new = {name: statement.excluded[name] for name in row if name not in _KEPT}
        await session.execute(statement.on_conflict_do_update(index_elements=["id"], set_=new))


def _law(rule: Rule) -> dict[str, Any]:
    return {
        "id": stable("rule", rule.owner, rule.code),
        "rule_code": rule.code,
        "rule_category": rule.category,
        "rule_title": rule.title,
        "rule_text": rule.text,
        "effective_date": rule.effective,
        "expiration_date": rule.expires,
        "applies_to": _groups(rule.positions),
    }


def _term(rule: Rule, airline_id: UUID | None) -> dict[str, Any]:
    return {
        "id": stable("rule", rule.owner, rule.code),
        "airline_id": airline_id,
        "term_code": rule.code,
        "term_category": rule.category,
        "term_title": rule.title,
        "term_text": rule.text,
        "calculation_formula": _formula(rule),
        "effective_date": rule.effective,
        "expiration_date": rule.expires,
        "applies_to": _groups(rule.positions),
    }


def _formula(rule: Rule) -> dict[str, Any] | None:
    """The newest spec under the user's name for its family, ``type``."""
    if not rule.versions:
        return None
    spec: dict[str, Any] = json.loads(canonical(rule.versions[-1].spec))
    return {"type": spec.pop("family"), **spec}


def _groups(positions: Iterable[Position]) -> list[Group]:
    """Whom a rule is about, in the words of the tables."""
    named = set(positions)
    found = [Group.PILOTS] if named.intersection(PILOTS) else []
    if Position.FLIGHT_ATTENDANT in named:
        found.append(Group.FLIGHT_ATTENDANTS)
    return [Group.ALL_CREW] if len(found) > 1 or not found else found
