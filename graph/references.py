"""Which entries of a pack point at which others, and where in the file they say so."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from domain.components import component_of
from domain.rulegraph import EdgeKind, Method
from graph.pack import Pack, PackRule
from graph.packfile import Place


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry pointing at another by its code."""

    place: Place
    kind: EdgeKind
    source: str
    target: str
    method: Method | None = None
    notes: str = ""
    because: str = ""


class Names(NamedTuple):
    """What a pack defines: the kind of a node and its code."""

    kind: str
    code: str


def defined(pack: Pack) -> Iterator[tuple[Place, Names]]:
    """Every node of a pack with its place in the file."""
    for at, rule in enumerate(pack.rules):
        yield ("rules", at), Names("rule", rule.code)
    for at, scenario in enumerate(pack.scenarios):
        yield ("scenarios", at), Names("scenario", scenario.id)
    for at, component in enumerate(pack.components):
        yield ("components", at), Names("component", component.type)
    for at, clause in enumerate(pack.clauses):
        yield ("clauses", at), Names("clause", clause.citation)
    for at, authority in enumerate(pack.authorities):
        yield ("authorities", at), Names("authority", authority.code)
    for at, interpretation in enumerate(pack.interpretations):
        yield ("interpretations", at), Names("interpretation", interpretation.code)
    for at, case in enumerate(pack.cases):
        yield ("cases", at, "name"), Names("case", case.key.code)
    if pack.document is not None:
        yield ("document",), Names("document", pack.document.code)


def mentions(pack: Pack) -> Iterator[tuple[Place, Names]]:
    """Everything that a pack names by its code without drawing an edge to it."""
    if pack.document is not None:
        yield ("document", "authority"), Names("authority", pack.document.authority)
    if pack.part_of is not None:
        yield ("part_of",), Names("document", pack.part_of)
    for at, clause in enumerate(pack.clauses):
        if clause.document:
            yield ("clauses", at, "document"), Names("document", clause.document)
    for at, rule in enumerate(pack.rules):
        if component := component_of(rule):
            yield ("rules", at, "spec", "component"), Names("component", component)
    for at, needs in enumerate(pack.needs):
        yield ("needs", at, "component"), Names("component", needs.component)
    for at, case in enumerate(pack.cases):
        for kind, code in case.subjects:
            yield ("cases", at, "terms" if case.terms else kind), Names(kind, code)


def references(pack: Pack) -> Iterator[Reference]:
    """Every edge that a pack draws."""
    for at, rule in enumerate(pack.rules):
        yield from _of_rule(("rules", at), rule)
    for at, scenario in enumerate(pack.scenarios):
        for place, target in _listed(("scenarios", at, "specializes"), scenario.specializes):
            yield Reference(place, EdgeKind.SPECIALIZES, scenario.id, target)
    for at, component in enumerate(pack.components):
        for place, target in _listed(("components", at, "depends_on"), component.depends_on):
            yield Reference(place, EdgeKind.DEPENDS_ON, component.type, target)
    for at, needs in enumerate(pack.needs):
        for place, target in _listed(("needs", at, "depends_on"), needs.depends_on):
            yield Reference(place, EdgeKind.DEPENDS_ON, needs.component, target)
    for at, interpretation in enumerate(pack.interpretations):
        for place, target in _listed(("interpretations", at, "interprets"), interpretation.interprets):
            yield Reference(place, EdgeKind.INTERPRETS, interpretation.code, target)


def _of_rule(at: Place, rule: PackRule) -> Iterator[Reference]:
    yield Reference((*at, "clause"), EdgeKind.CITES, rule.code, rule.clause)
    for place, target in _listed((*at, "cites"), rule.cites):
        yield Reference(place, EdgeKind.CITES, rule.code, target)
    for place, target in _listed((*at, "applies_to"), rule.applies_to):
        yield Reference(place, EdgeKind.APPLIES_TO, rule.code, target)
    for name, kind in (("overrides", EdgeKind.OVERRIDES), ("conflicts_with", EdgeKind.CONFLICTS_WITH)):
        for nth, edge in enumerate(getattr(rule, name)):
            yield Reference((*at, name, nth, "rule"), kind, rule.code, edge.rule, edge.method, edge.notes, edge.because)
    for place, target in _listed((*at, "supersedes"), rule.supersedes):
        yield Reference(place, EdgeKind.SUPERSEDES, rule.code, target)


def _listed(at: Place, targets: tuple[str, ...]) -> Iterator[tuple[Place, str]]:
    return (((*at, nth), target) for nth, target in enumerate(targets))
