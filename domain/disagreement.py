"""Two rules that say different things of one matter, with nothing to settle it, are an error: never a silent pick."""

from collections.abc import Collection, Iterable
from itertools import combinations

from domain.authority import is_bound, named
from domain.errors import ConflictError
from domain.rules.pay import Paying
from domain.rules.rule import Key, Rule
from domain.scope import Scopes


def check_agreement(rules: Iterable[Rule], settled: Collection[frozenset[Key]], scopes: Scopes) -> None:
    """Raises ``ConflictError`` naming both clauses for the first two rules, by key, that disagree.

    They disagree when they set one component (or one setting of the operation) at one grain, can hold together, say
    different things on a day both are in force, and no ``OVERRIDES`` or ``CONFLICTS_WITH`` stands between them. Two
    bounds on one quantity do not disagree: the stricter binds. Nor do two rules that say the same: what they set is
    set once.
    """
    speaking = sorted((rule for rule in rules if rule.versions and not is_bound(rule)), key=lambda rule: rule.key)
    for one, other in combinations(speaking, 2):
        if _same_matter(one, other) and frozenset((one.key, other.key)) not in settled:
            _check_pair(one, other, scopes)


def _same_matter(one: Rule, other: Rule) -> bool:
    """Of one component on rows of one grain, whatever the families; of one family where that is a rate or a setting."""
    return _matter(one) == _matter(other)


def _matter(rule: Rule) -> tuple[object, ...]:
    spec = rule.versions[0].spec
    return (spec.component, spec.grain) if isinstance(spec, Paying) else (spec.family,)


def _check_pair(one: Rule, other: Rule, scopes: Scopes) -> None:
    if not scopes.meet(one, other):
        return
    first, last = scopes.period.shared(one, other)
    days = {first, *(version.since for rule in (one, other) for version in rule.versions)}
    for day in sorted(day for day in days if first <= day < last):
        if one.spec_on(day) != other.spec_on(day):
            raise ConflictError(
                f"{named(one)} and {named(other)} disagree from {day} on: both set "
                f"{getattr(one.spec_on(day), 'component', one.family)}, differently, and can hold together. "
                "Draw OVERRIDES or CONFLICTS_WITH between them, or make their scenarios exclude each other."
            )
