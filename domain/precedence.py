"""Which of the rules in force stand, and which yield: ``OVERRIDES`` first, then the conflicts that are left.

The one law of precedence, for pay, for the judge and for the planner:

- On each row on which the winner holds (its dates, people, scenario), the loser does not stand: also where the winner
  pays nothing there, and whatever component the two are of. A clause is displaced by a clause and not by its amount.
- Where nobody can say whether the winner holds, nobody can say whether the loser stands: both need data (policy).
- Under ``MORE_FAVORABLE_TO_CREW`` the larger amount stands on each row on which both hold; of equals the winner named.
- What stands above a rule stands above all that it displaces.

A rule that is proved to be covered by one which itself yields to nobody would stand on no row: it is dropped whole.
Every other pair stays in the Rulebook and is applied row by row, with the same outcome.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass

from domain.authority import named
from domain.declared import conflicts, overrides
from domain.displacement import Displacement, Rules
from domain.errors import RefusedError
from domain.methods import settle
from domain.rulebook import Dropped, Precedence
from domain.rulegraph import Edge, Method
from domain.rules.rule import Key
from domain.scope import Scopes


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome: rules dropped whole, pairs to apply row by row, and every pair that somebody has settled."""

    dropped: tuple[Dropped, ...]
    precedence: tuple[Precedence, ...]
    pairs: frozenset[frozenset[Key]]


def settled(rules: Rules, edges: Iterable[Edge], scopes: Scopes) -> Settled:
    """Applies the edges between rules in force. Circles, and two methods on one pair, are a ``RefusedError``."""
    edges = tuple(edges)
    drawn = overrides(rules, edges, scopes)
    above = Displacement(drawn)
    gone = above.dropped(rules, scopes)
    standing = _without(rules, gone)
    methods = conflicts(standing, edges, scopes, above)
    verdicts = [settle(standing[one], standing[other], method, scopes) for (one, other), method in methods.items()]
    ranked = Displacement([*drawn, *(pair for pair in verdicts if pair and not _by_favor(pair))])
    gone |= ranked.dropped(standing, scopes)
    left = _without(rules, gone)
    favored = [pair for pair in verdicts if pair and _by_favor(pair) and pair.winner in left and pair.loser in left]
    kept = _once([*ranked.between(left, scopes), *favored], left)
    pairs = frozenset(frozenset(pair) for pair in methods) | {frozenset((one.winner, one.loser)) for one in kept}
    return Settled(tuple(gone[key] for key in sorted(gone)), kept, pairs)


def _without(rules: Rules, gone: Container[Key]) -> Rules:
    return {key: rule for key, rule in rules.items() if key not in gone}


def _by_favor(pair: Precedence) -> bool:
    return pair.method is Method.MORE_FAVORABLE_TO_CREW


def _once(pairs: Iterable[Precedence], rules: Rules) -> tuple[Precedence, ...]:
    """The pairs in order; one that is settled in two ways is refused."""
    kept: dict[frozenset[Key], Precedence] = {}
    for pair in sorted(pairs, key=lambda pair: (pair.winner, pair.loser, pair.kind, pair.method or "")):
        both = frozenset((pair.winner, pair.loser))
        if both in kept:
            one, other = named(rules[pair.winner]), named(rules[pair.loser])
            raise RefusedError(
                f"{one} and {other} are settled in two ways: leave one.", about=(pair.winner, pair.loser)
            )
        kept[both] = pair
    return tuple(kept.values())
