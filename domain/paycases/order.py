"""In which order the components of a case are worked out: ``DEPENDS_ON`` edges, for terms that do not say it.

Those of the shared components (data of the packs), and the line-up below: every credit is known before what counts it.
A term that gives ``depends_on`` itself has those edges and no others.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError
from typing import Final

from domain.arrows import reachable
from domain.components import component_of
from domain.paycases.terms import CaseTerm
from domain.rules.pay import (
    CancellationProtection,
    GreatestOf,
    HolidayPremium,
    MinimumCredit,
    PayingTerm,
    Premium,
    Stacking,
)

_LINE_UP: Final = (
    *("leg_credit", "deadhead_credit", "minimum_credit leg", "cancellation_protection leg"),
    *("duty_rig", "minimum_credit duty", "minimum_credit calendar_day", "greatest_of duty"),
    *("cancellation_protection duty", "call_out"),
    *("trip_rig", "minimum_credit trip_day_average", "greatest_of trip", "cancellation_protection trip"),
    *("standby_credit", "training_pay", "vacation_pay", "recall", "junior_assignment"),
    *("premium", "premium compounding"),
    *("minimum_credit day_worked", "greatest_of period", "monthly_guarantee", "overtime"),
)
"""Each counts, or may count, the credit (or the percentages) of those before it."""
_PLACES: Final = {name: place for place, name in enumerate(_LINE_UP)}


Edge = tuple[str, str]
"""A component, and one that must be known before it."""


def edges(terms: Sequence[CaseTerm], shared: Iterable[Edge]) -> frozenset[Edge]:
    """What must be known before what, among the components of a case and the shared ones (whose edges are given).

    What a term with ``depends_on`` does not depend on is worked out after it, so that it is not counted there.
    """
    places, said = _placed(terms), _said(terms)
    usual = {(one, need) for one, need in shared if one not in said and not _against(places, one, need)}
    found = usual | _said_edges(said) | {edge for edge in _line_up(places) if edge[0] not in said}
    for component in sorted(said):
        for other in sorted(places):
            if places[other] < places[component] and other not in said and other not in _behind(found, component):
                found.add((other, component))
    return frozenset(found)


def _said_edges(said: Mapping[str, frozenset[str]]) -> set[Edge]:
    """The edges that terms give themselves."""
    return {(component, need) for component, needs in said.items() for need in needs if need != component}


def _said(terms: Sequence[CaseTerm]) -> dict[str, frozenset[str]]:
    """By component, the components of the terms that its terms depend on; a greatest-of needs what it compares."""
    of = {term.rule.code: component_of(term.rule) for term in terms}
    said: dict[str, frozenset[str]] = {}
    for term in terms:
        component = of[term.rule.code]
        if component and term.depends_on is not None:
            needs = frozenset(filter(None, (of[code] for code in term.depends_on)))
            said[component] = said.get(component, frozenset()) | needs
    return said


def _behind(found: Iterable[Edge], component: str) -> frozenset[str]:
    try:
        return reachable(found).get(component, frozenset())
    except CycleError:
        return frozenset()  # the resolver names the circle


def _against(places: Mapping[str, int], one: str, need: str) -> bool:
    """Whether a shared edge goes against the line-up of the terms that set these components."""
    return one in places and need in places and places[need] > places[one]


def _line_up(places: Mapping[str, int]) -> Iterator[Edge]:
    for component, place in places.items():
        yield from ((component, other) for other, before in places.items() if before < place)


def _placed(terms: Sequence[CaseTerm]) -> dict[str, int]:
    """Where the component of each term stands; of several terms of one component the last place counts."""
    places: dict[str, int] = {}
    for term in terms:
        spec = term.rule.versions[0].spec
        if isinstance(spec, PayingTerm):
            component = str(component_of(term.rule))
            places[component] = max(_PLACES[_called(spec)], places.get(component, 0))
    return places


def _called(spec: PayingTerm) -> str:
    """The name of a spec in the line-up; what adds no credit stands where premiums do."""
    match spec:
        case MinimumCredit():
            return f"minimum_credit {spec.per}"
        case GreatestOf() | CancellationProtection():
            return f"{spec.family} {spec.grain}"
        case CancellationProtection(protects="trip"):
            return "cancellation_protection trip"
        case Premium() | HolidayPremium() if spec.stacking is Stacking.COMPOUNDING:
            return "premium compounding"
    family = str(spec.family)  # type: ignore[attr-defined]  # every term has one
    return family if family in _PLACES else "premium"
