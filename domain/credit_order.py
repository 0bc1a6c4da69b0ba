"""The order in which components are paid: what counts credit, and what adds to it, must say which comes first.

Rows lie inside rows: legs in duties, duties in trips, trips in the period; legs and duties also on calendar days, and
those in trips. Standby and days without flying lie in the period alone.
"""

from collections.abc import Iterable, Iterator
from itertools import permutations, product
from typing import Final, NamedTuple

from domain.arrows import reachable
from domain.crediting import FLOORS, adds
from domain.errors import RefusedError
from domain.rulebook import Rulebook
from domain.rulegraph import Edge, EdgeKind
from domain.rules.pay import (
    DayOffInfringement,
    Extension,
    Grain,
    GreatestOf,
    HolidayPremium,
    Premium,
    Stacking,
    StandbyCredit,
    TrainingPay,
    VacationPay,
)
from domain.rules.rule import Key, Rule, Spec

_Behind = dict[str, frozenset[str]]
_LIFTING: Final = FLOORS | {"greatest_of"}
_COUNTING: Final = FLOORS | {
    "monthly_guarantee", "overtime", "cancellation_protection", "call_out", "recall", "junior_assignment",
    "language_premium",
}  # fmt: skip
_APART: Final = "apart"
"""Where standby and leave lie: in no trip."""
_ABOVE: Final[dict[str, frozenset[str]]] = {
    Grain.LEG: frozenset({Grain.LEG, Grain.DUTY, Grain.DAY, Grain.TRIP, Grain.PERIOD}),
    Grain.DUTY: frozenset({Grain.DUTY, Grain.DAY, Grain.TRIP, Grain.PERIOD}),
    Grain.DAY: frozenset({Grain.DAY, Grain.TRIP, Grain.PERIOD}),
    Grain.TRIP: frozenset({Grain.TRIP, Grain.PERIOD}),
    Grain.PERIOD: frozenset({Grain.PERIOD}),
    _APART: frozenset({Grain.PERIOD}),
}
"""The rows that a row's credit counts on."""


class Disorder(NamedTuple):
    """What is paid in no good order, in a sentence, and the rules that it is about."""

    said: str
    about: tuple[Key, ...]


def check_order(book: Rulebook, edges: Iterable[Edge]) -> None:
    """``RefusedError`` names what is paid in no good order along ``DEPENDS_ON``."""
    found = disorders(book, edges)
    if found:
        raise RefusedError(" ".join(one.said for one in found), about=found[0].about)


def disorders(book: Rulebook, edges: Iterable[Edge]) -> list[Disorder]:
    """What is paid in no good order along ``DEPENDS_ON``.

    Whatever counts credit comes before or after each component that adds to it, as edges say; what is compared comes
    before the greatest is taken, and what counts a floor that may yet be taken away comes after.
    """
    behind = reachable((edge.source.code, edge.target.code) for edge in edges if edge.kind is EdgeKind.DEPENDS_ON)
    paying = [rule for rule in book.rules.values() if not rule.is_limit and rule.versions]
    return sorted({*_unordered(paying, behind), *_uncompared(paying, behind), *_taken_away(paying, behind)})


def _unordered(rules: list[Rule], behind: _Behind) -> Iterator[Disorder]:
    for reader, writer in product(rules, rules):
        one, other = _component(reader), _component(writer)
        said = one == other or other in behind.get(one, ()) or one in behind.get(other, ())
        if not said and _share_people(reader, writer) and _counts(reader, writer):
            yield Disorder(
                f"{reader.key} ({one}) counts what {writer.key} ({other}) pays, and neither component depends on the "
                "other: say which comes first.",
                (reader.key, writer.key),
            )


def _uncompared(rules: list[Rule], behind: _Behind) -> Iterator[Disorder]:
    for rule, spec in _greatest(rules):
        for member in (*spec.of, *spec.with_flying):
            if member not in behind.get(spec.component, ()):
                said = (
                    f"{rule.key} compares {member}, which does not come before {spec.component}: let it depend on it."
                )
                yield Disorder(said, (rule.key,))
    for (rule, spec), (other, too) in permutations(_greatest(rules), 2):
        twice = {*spec.of, *spec.with_flying} & {too.component, *(each for each in too.of if _floors(rules, each))}
        if rule.key != other.key and twice and _share_people(rule, other):
            said = f"{rule.key} compares {min(twice)}, of which {other.key} takes the greatest already: name it in one."
            yield Disorder(said, (rule.key, other.key))


def _taken_away(rules: list[Rule], behind: _Behind) -> Iterator[Disorder]:
    for greatest, spec in _greatest(rules):
        floors = [rule for rule in rules if _component(rule) in spec.of and rule.family in FLOORS]
        for reader, floor in product(rules, floors):
            one, other = _component(reader), _component(floor)
            early = other in behind.get(one, ()) and spec.component not in behind.get(one, ())
            met = _share_people(reader, greatest) and _share_people(reader, floor) and _share_people(floor, greatest)
            if one not in (*spec.of, spec.component) and early and met and _counts(reader, floor):
                yield Disorder(
                    f"{reader.key} ({one}) counts what {floor.key} pays before {greatest.key} has taken the "
                    f"greatest: let {one} depend on {spec.component}, or come before {other}.",
                    (reader.key, floor.key),
                )


def _floors(rules: list[Rule], component: str) -> bool:
    return any(rule.family in FLOORS for rule in rules if _component(rule) == component)


def _greatest(rules: list[Rule]) -> Iterator[tuple[Rule, GreatestOf]]:
    for rule in rules:
        for version in rule.versions:
            if isinstance(version.spec, GreatestOf):
                yield rule, version.spec


def _counts(reader: Rule, writer: Rule) -> bool:
    """Whether any version of a rule counts what any version of the other adds."""
    specs = product((one.spec for one in reader.versions), (one.spec for one in writer.versions))
    return any(_reads(spec, other) for spec, other in specs)


def _reads(spec: Spec, other: Spec) -> bool:
    if _raised(spec) and _raises(other):
        return True
    if not adds(other) or _component_of(other) in getattr(spec, "excludes", ()):
        return False
    if isinstance(spec, Premium | HolidayPremium):
        if not _by_credit(spec):
            return False
        own = _own(spec) in _ABOVE[_own(other)]
        return own or (spec.rigs_eligible and other.family in _LIFTING and _own(other) != Grain.PERIOD)
    counted = Grain.LEG if isinstance(spec, Extension) else _own(spec)
    return _sums(spec) and counted in _ABOVE[_own(other)]


def _sums(spec: Spec) -> bool:
    """Whether a term counts the credit of its rows."""
    match spec:
        case DayOffInfringement():
            return spec.paid_for == "whole_duty"
        case Extension():
            return spec.paid_for == "added_legs"
        case _:
            return spec.family in _COUNTING


def _by_credit(spec: Premium | HolidayPremium) -> bool:
    return isinstance(spec, HolidayPremium) or (spec.flat is None and spec.window is None)


def _raised(spec: Spec) -> bool:
    """Whether a percentage is of a rate that others raise."""
    return getattr(spec, "stacking", None) is Stacking.COMPOUNDING


def _raises(spec: Spec) -> bool:
    return isinstance(spec, Premium | HolidayPremium) and spec.percent is not None


def _own(spec: Spec) -> str:
    """The rows that a term pays."""
    if isinstance(spec, StandbyCredit | TrainingPay | VacationPay):
        return _APART
    return str(getattr(spec, "grain", Grain.PERIOD))


def _component_of(spec: Spec) -> str:
    return str(getattr(spec, "component", ""))


def _component(rule: Rule) -> str:
    return _component_of(rule.versions[0].spec)


def _share_people(one: Rule, other: Rule) -> bool:
    """Whether two rules can hold for one person."""
    bases = not one.bases or not other.bases or bool({*one.bases} & {*other.bases})
    return bases and bool({*one.positions} & {*other.positions})
