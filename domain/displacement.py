"""Who displaces whom, followed to the end: what stands above a rule stands above all that it displaces."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from graphlib import CycleError

from domain.arrows import reachable
from domain.errors import RefusedError
from domain.rulebook import Dropped, Precedence
from domain.rulegraph import EdgeKind
from domain.rules.rule import Key, Rule
from domain.scope import Scopes

Rules = Mapping[Key, Rule]


class Displacement:
    """Pairs of a winner and a loser, and all that follows from them. A circle is a ``RefusedError`` with its path."""

    def __init__(self, pairs: Iterable[Precedence]) -> None:
        self._onto: defaultdict[Key, list[Precedence]] = defaultdict(list)
        for pair in pairs:
            self._onto[pair.loser].append(pair)
        try:
            self._below = reachable((pair.winner, loser) for loser, drawn in self._onto.items() for pair in drawn)
        except CycleError as circle:
            path = " over ".join(str(key) for key in circle.args[1])
            raise RefusedError(f"These rules displace each other in a circle: {path}. Take an edge away.") from None

    def settles(self, one: Key, other: Key) -> bool:
        """Whether one of two rules stands above the other."""
        return other in self._below.get(one, ()) or one in self._below.get(other, ())

    def dropped(self, rules: Rules, scopes: Scopes) -> dict[Key, Dropped]:
        """The rules displaced everywhere, each by the first rule that covers it and yields to nobody."""
        yielding = frozenset[Key]().union(*self._below.values())
        return {
            loser: Dropped(rule=loser, by=winner, why=self._why(winner, loser))
            for winner in sorted(self._below.keys() - yielding, reverse=True)
            for loser in self._below[winner]
            if winner in rules and loser in rules and scopes.covers(rules[winner], rules[loser])
        }

    def between(self, rules: Rules, scopes: Scopes) -> list[Precedence]:
        """Every two of these rules of which one displaces the other on the rows where it holds."""
        return [
            self._step(winner, loser).model_copy(update={"winner": winner})
            for winner in sorted(self._below)
            if winner in rules
            for loser in sorted(self._below[winner])
            if loser in rules and scopes.meet(rules[winner], rules[loser])
        ]

    def _step(self, winner: Key, loser: Key) -> Precedence:
        """The drawn pair by which the loser yields: the winner's own, or the last one on the way from it."""
        below = self._below[winner]
        last = [pair for pair in self._onto[loser] if pair.winner == winner or pair.winner in below]
        return min(last, key=lambda pair: (pair.winner != winner, pair.kind is not EdgeKind.OVERRIDES, pair.winner))

    def _why(self, winner: Key, loser: Key) -> str:
        step = self._step(winner, loser)
        return f"overridden by {winner} ({step.method or step.kind})"
