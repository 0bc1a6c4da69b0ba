"""What the mirrors hold of an edition: the rows of law, of contract terms and of interpretations, by their ids."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from domain.canonical import canonical
from domain.crew import PILOTS, Group, Position
from domain.readings import Interpretation
from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.rule import PUBLIC, Key, Rule, RuleKind
from store.ids import stable

Row = dict[str, Any]


def laws(part: RuleGraph) -> dict[UUID, Row]:
    """The rows of ``faa_rules``."""
    return {_id(rule.key): _law(rule) for rule in part.rules if rule.kind is RuleKind.FAA and rule.owner == PUBLIC}


def terms(part: RuleGraph, airline_id: UUID) -> dict[UUID, Row]:
    """The rows of ``union_contract_terms`` of one airline, out of its part."""
    contract = (rule for rule in part.rules if rule.kind is RuleKind.CONTRACT and rule.owner != PUBLIC)
    return {_id(rule.key): _term(rule) | {"airline_id": airline_id} for rule in contract}


def readings(part: RuleGraph, airline_id: UUID | None, law: Collection[UUID]) -> dict[UUID, Row]:
    """The rows of ``rule_interpretations`` of one owner, out of its part.

    ``law`` are the ids in ``faa_rules``; rules of other kinds have no mirror, so their ids are left out.
    """
    own = terms(part, airline_id) if airline_id else {}
    about: dict[Key, set[UUID]] = {one.key: set() for one in part.interpretations}
    for edge in part.edges:
        if edge.kind is EdgeKind.INTERPRETS and edge.source in about:
            about[edge.source].add(_id(edge.target))
    return {
        stable("interpretation", *one.key): _reading(one)
        | {
            "airline_id": airline_id,
            "applicable_faa_rule_ids": sorted(each for each in about[one.key] if each in law),
            "applicable_contract_term_ids": sorted(each for each in about[one.key] if each in own),
        }
        for one in part.interpretations
    }


def _id(key: Key) -> UUID:
    return stable("rule", key.owner, key.code)


def _law(rule: Rule) -> Row:
    return {
        "rule_code": rule.code,
        "rule_category": rule.category,
        "rule_title": rule.title,
        "rule_text": rule.text,
        "effective_date": rule.effective,
        "expiration_date": rule.expires,
        "applies_to": _groups(rule.positions),
    }


def _term(rule: Rule) -> Row:
    return {
        "term_code": rule.code,
        "term_category": rule.category,
        "term_title": rule.title,
        "term_text": rule.text,
        "calculation_formula": _formula(rule),
        "effective_date": rule.effective,
        "expiration_date": rule.expires,
        "applies_to": _groups(rule.positions),
    }


def _reading(one: Interpretation) -> Row:
    return {
        "scenario_description": one.situation,
        "interpretation": one.reading,
        "example_calculation": json.loads(one.example) if one.example else None,
        "confidence_score": one.confidence,
        "validated_by": _person(one.validated_by),
    }


def _person(name: str) -> UUID | None:
    """The id of who confirmed a reading, where it is written as an id and not as a name."""
    try:
        return UUID(name)
    except ValueError:
        return None


def _formula(rule: Rule) -> Mapping[str, Any] | None:
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
