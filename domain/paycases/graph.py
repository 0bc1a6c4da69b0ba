"""The rule graph of a case: its terms as rules, with scenarios, components and edges."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from domain.components import component_of
from domain.errors import InputError
from domain.paycases.order import edges
from domain.paycases.terms import OWNER, CaseTerm
from domain.rulegraph import Edge, EdgeKind, RuleGraph
from domain.rules.pay import Grain
from domain.rules.rule import PUBLIC, Key, PayComponent, Scenario

ALWAYS: Final = Scenario(
    owner=OWNER, id="always", title="Whatever happens", category="ANY", grain=Grain.PERIOD, condition="TRUE"
)
"""The scenario of a term that names none: every row that it may pay."""


def graph_of(terms: Sequence[CaseTerm], shared: RuleGraph) -> RuleGraph:
    """The rules of a case beside the shared components and scenarios. An unknown scenario is an ``InputError``."""
    rules = tuple(term.rule for term in terms)
    components = {component.type: component for component in shared.components}
    components |= {one.type: one for one in _new(terms) if one.type not in components}
    drawn = ((edge.source.code, edge.target.code) for edge in shared.edges if edge.kind is EdgeKind.DEPENDS_ON)
    known = {scenario.id: scenario for scenario in shared.scenarios}
    used = {code for term in terms for code in term.applies_to}
    return RuleGraph(
        rules=rules,
        scenarios=(ALWAYS, *(known[code] for code in sorted(used & known.keys()))),
        components=tuple(components.values()),
        edges=(
            *_applying(terms, known),
            *_overriding(terms),
            *(_edge(EdgeKind.DEPENDS_ON, Key(PUBLIC, one), Key(PUBLIC, need)) for one, need in edges(terms, drawn)),
        ),
    )


def _new(terms: Iterable[CaseTerm]) -> Iterator[PayComponent]:
    """Components that no pack describes: so a case may call a part of its statement as it likes."""
    for term in terms:
        component = component_of(term.rule)
        if component is not None:
            grain = getattr(term.rule.versions[0].spec, "grain", Grain.PERIOD)
            yield PayComponent(type=component, title=component, grain=grain)


def _applying(terms: Iterable[CaseTerm], known: dict[str, Scenario]) -> Iterator[Edge]:
    for place, term in enumerate(terms):
        for number, code in enumerate(term.applies_to):
            if code not in known:
                raise InputError(f"terms[{place}].applies_to[{number}]: there is no scenario {code}: name another one.")
            yield _edge(EdgeKind.APPLIES_TO, term.rule.key, known[code].key)
        if not term.applies_to:
            yield _edge(EdgeKind.APPLIES_TO, term.rule.key, ALWAYS.key)


def _overriding(terms: Iterable[CaseTerm]) -> Iterator[Edge]:
    for term in terms:
        for code in term.overrides:
            yield _edge(EdgeKind.OVERRIDES, term.rule.key, Key(OWNER, code), because="the case says so")


def _edge(kind: EdgeKind, source: Key, target: Key, because: str = "") -> Edge:
    return Edge(kind=kind, owner=OWNER, source=source, target=target, because=because)
