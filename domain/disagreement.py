"""Two rules that say different things of one matter, with nothing to settle it, are an error: never a silent pick."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Final

from domain.authority import is_bound, named
from domain.crew import Position
from domain.errors import ConflictError
from domain.rules.pay import Paying, Rounding, StandbyCredit
from domain.rules.rule import Key, Rule
from domain.scope import Scopes

_Cell = tuple[object, Position, str]
"""A matter, a position and a base: rules that share none of these never meet."""
_NONE: Final = "rules that name no base"
_ALL: Final = "rules of every base"


def check_agreement(rules: Iterable[Rule], settled: Collection[frozenset[Key]], scopes: Scopes) -> None:
    """Raises ``ConflictError`` naming both clauses for the first two rules, by key, that disagree.

    They disagree when they set one component (or one setting of the operation) at one grain, can hold together, say
    different things on a day both are in force, and no ``OVERRIDES`` or ``CONFLICTS_WITH`` stands between them. Two
    bounds on one quantity do not disagree: the stricter binds. Nor do two rules that say the same: what they set is
    set once.
    """
    speaking = sorted((rule for rule in rules if rule.versions and not is_bound(rule)), key=lambda rule: rule.key)
    for one, other in _near(speaking):
        if frozenset((one.key, other.key)) not in settled:
            _check_pair(one, other, scopes)


def _near(rules: Sequence[Rule]) -> Iterator[tuple[Rule, Rule]]:
    """Each two rules of one matter that share a position and a base, in order."""
    places: defaultdict[_Cell, list[int]] = defaultdict(list)
    for place, rule in enumerate(rules):
        for cell in _cells(rule, (*(rule.bases or [_NONE]), _ALL)):
            places[cell].append(place)
    for place, rule in enumerate(rules):
        shared = [places[cell] for cell in _cells(rule, (*rule.bases, _NONE) if rule.bases else [_ALL])]
        for later in sorted({other for cell in shared for other in cell[bisect_right(cell, place) :]}):
            yield rule, rules[later]


def _cells(rule: Rule, bases: Iterable[str]) -> list[_Cell]:
    matter = _matter(rule)
    return [(matter, position, base) for base in bases for position in rule.positions]


def _matter(rule: Rule) -> tuple[object, ...]:
    """One component on rows of one grain, whatever the families; one family where that is a rate or a setting.

    Standby of another kind is another row, and what is rounded at another level, or in another measure, another figure.
    """
    spec = rule.versions[0].spec
    if isinstance(spec, StandbyCredit):
        return (spec.component, spec.grain, spec.kind)
    if isinstance(spec, Rounding):
        return (spec.family, spec.of, spec.grain)
    return (spec.component, spec.grain) if isinstance(spec, Paying) else (spec.family,)


def _check_pair(one: Rule, other: Rule, scopes: Scopes) -> None:
    first, last = scopes.period.shared(one, other)
    days = {first, *(version.since for rule in (one, other) for version in rule.versions)}
    for day in sorted(day for day in days if first <= day < last):
        if one.spec_on(day) != other.spec_on(day) and scopes.meet(one, other):
            raise ConflictError(
                f"{named(one)} and {named(other)} disagree from {day} on: both set "
                f"{getattr(one.spec_on(day), 'component', one.family)}, differently, and can hold together"
                f"{_for_instance(scopes.example(one, other))}. "
                "Draw OVERRIDES or CONFLICTS_WITH between them, or make their scenarios exclude each other.",
                about=(one.key, other.key),
            )


def _for_instance(row: str) -> str:
    return f" (for instance {row})" if row else ""
