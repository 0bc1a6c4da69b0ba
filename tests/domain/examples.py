"""Small rules, scenarios and edges, written as an analyst would say them, for the tests of ``resolve``."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from domain.crew import Position
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import Edge, EdgeKind, Method, RuleGraph
from domain.rules.pay import Grain
from domain.rules.rule import PUBLIC, Clause, Key, PayComponent, Phase, Rule, RuleKind, Scenario, Version

AIRLINE = "XP"
START, END = date(2026, 7, 1), date(2026, 8, 1)
SINCE = date(2024, 1, 1)

SCENARIOS = {
    "any_flight": "TRUE",
    "delayed": "delay_minutes >= 60",
    "long_delay": "delay_minutes >= 180",
    "early": "delay_minutes < 60",
    "mechanical": "delay_code = 'MX'",
    "planned_long": "scheduled_block_minutes >= 180",
}
COMPONENTS = ("flight_pay", "duty_rig", "guarantee", "overtime", "delay_pay", "night_pay", "per_diem")


def scenario(name: str, condition: str | None = None, owner: str = PUBLIC) -> Scenario:
    """A scenario over legs."""
    return Scenario(
        owner=owner, id=name, title=name, category="leg", grain=Grain.LEG, condition=condition or SCENARIOS[name]
    )


def rule(code: str, spec: dict[str, Any] | None, **given: Any) -> Rule:
    """A term of the sample contract; a rule of law when its owner is ``PUBLIC`` and nothing else is said."""
    owner = given.pop("owner", AIRLINE)
    law = owner == PUBLIC
    hard = given.pop("hard", law)
    return Rule(
        owner=owner,
        code=code,
        kind=given.pop("kind", RuleKind.FAA if law else RuleKind.CONTRACT),
        category="example",
        title=code,
        clause=given.pop("clause", f"Clause {code}"),
        positions=given.pop("positions", (Position.CAPTAIN, Position.FIRST_OFFICER)),
        hard=hard,
        phase=given.pop("phase", Phase.BOTH if law or hard else Phase.OPERATE),
        effective=given.pop("effective", SINCE),
        versions=given.pop("versions", () if spec is None else ({"since": SINCE, "spec": spec},)),
        **given,
    )


def delay_pay(code: str, percent: int, **given: Any) -> Rule:
    """Pay for delay past an hour."""
    return rule(code, {"family": "delay_pay", "after": "1:00", "percent": percent}, **given)


def night_pay(code: str, percent: int, **given: Any) -> Rule:
    """A premium for flying at night."""
    return rule(code, {"family": "premium", "component": "night_pay", "percent": percent}, **given)


def rest(code: str, hours: int, **given: Any) -> Rule:
    """A minimum rest."""
    return rule(code, {"family": "minimum_rest", "minutes": f"{hours}:00"}, **given)


def version(since: date, spec: dict[str, Any]) -> Version:
    """What a rule says from a date on."""
    return Version.model_validate({"since": since, "spec": spec})


def key(code: str, owner: str = AIRLINE) -> Key:
    """The key of a term; law needs its owner said."""
    return Key(owner, code)


def applies(one: Rule, *scenarios: str) -> list[Edge]:
    """The rule applies to shared scenarios."""
    return [
        Edge(kind=EdgeKind.APPLIES_TO, owner=one.owner, source=one.key, target=Key(PUBLIC, name)) for name in scenarios
    ]


def overrides(winner: Rule, loser: Rule, owner: str = AIRLINE) -> Edge:
    """The first stands above the second."""
    return Edge(kind=EdgeKind.OVERRIDES, owner=owner, source=winner.key, target=loser.key)


def conflicts(one: Rule, other: Rule, method: Method | None, owner: str = AIRLINE) -> Edge:
    """The two are known to conflict, settled by a method."""
    return Edge(kind=EdgeKind.CONFLICTS_WITH, owner=owner, source=one.key, target=other.key, method=method)


def specializes(narrow: str, wide: str) -> Edge:
    """One scenario lies inside another."""
    return Edge(kind=EdgeKind.SPECIALIZES, owner=PUBLIC, source=Key(PUBLIC, narrow), target=Key(PUBLIC, wide))


def depends(component: str, on: str, owner: str = PUBLIC) -> Edge:
    """One component is computed after another."""
    return Edge(kind=EdgeKind.DEPENDS_ON, owner=owner, source=Key(PUBLIC, component), target=Key(PUBLIC, on))


def cites(one: Rule, citation: str) -> Edge:
    """The rule rests on a clause."""
    return Edge(kind=EdgeKind.CITES, owner=one.owner, source=one.key, target=Key(PUBLIC, citation))


Part = Rule | Scenario | Clause | Edge | Sequence[Edge]
"""What a graph is put together from."""


def graph(*parts: Part) -> RuleGraph:
    """A graph of the parts with all example scenarios and components; a rule without scenario applies to any flight."""
    listed = (part if isinstance(part, Sequence) else [part] for part in parts)
    edges = [edge for group in listed for edge in group if isinstance(edge, Edge)]
    rules = [part for part in parts if isinstance(part, Rule)]
    placed = {edge.source for edge in edges if edge.kind is EdgeKind.APPLIES_TO}
    return RuleGraph(
        rules=tuple(rules),
        scenarios=(*map(scenario, SCENARIOS), *(part for part in parts if isinstance(part, Scenario))),
        components=tuple(PayComponent(type=name, title=name, grain=Grain.LEG) for name in COMPONENTS),
        clauses=tuple(part for part in parts if isinstance(part, Clause)),
        edges=(*edges, *(edge for one in rules if one.key not in placed for edge in applies(one, "any_flight"))),
    )


def resolved(*parts: Part) -> Rulebook:
    """The Rulebook of the sample airline for July 2026."""
    return resolve(graph(*parts), AIRLINE, START, END)


def codes(book: Rulebook) -> list[str]:
    """The codes of the rules that stand, in order."""
    return [chosen.rule.code for chosen in book.chosen]
