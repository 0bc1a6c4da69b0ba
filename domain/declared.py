"""What the edges between rules declare: overrides, and conflicts with the method that settles each."""

from collections.abc import Iterable

from domain.authority import check_displacement, named
from domain.displacement import Displacement, Rules
from domain.errors import RefusedError
from domain.rulebook import Precedence
from domain.rulegraph import Edge, EdgeKind, Method
from domain.rules.rule import Key
from domain.scope import Scopes

Pair = tuple[Key, Key]


def overrides(rules: Rules, edges: Iterable[Edge], scopes: Scopes) -> list[Precedence]:
    """The overrides between rules that can hold together. Each is guarded, also where they cannot."""
    drawn = _between(rules, edges, EdgeKind.OVERRIDES)
    for edge in drawn:
        check_displacement(rules[edge.source], rules[edge.target], edge.kind)
    return [
        Precedence(winner=edge.source, loser=edge.target, kind=edge.kind)
        for edge in drawn
        if scopes.meet(rules[edge.source], rules[edge.target])
    ]


def conflicts(rules: Rules, edges: Iterable[Edge], scopes: Scopes, above: Displacement) -> dict[Pair, Method | None]:
    """The method of each pair that can hold together, whichever way its edges point.

    A conflict without a method is settled where one of the two stands above the other already. Two methods on one
    pair are a ``RefusedError``.
    """
    return {
        (one, other): next(iter(methods), None)
        for (one, other), methods in _methods(rules, edges).items()
        if scopes.meet(rules[one], rules[other]) and (methods or not above.settles(one, other))
    }


def _methods(rules: Rules, edges: Iterable[Edge]) -> dict[Pair, set[Method]]:
    found: dict[Pair, set[Method]] = {}
    for edge in _between(rules, edges, EdgeKind.CONFLICTS_WITH):
        one, other = sorted((edge.source, edge.target))
        methods = found.setdefault((one, other), set())
        if edge.method is not None:
            methods.add(edge.method)
        if len(methods) > 1:
            both = " and ".join(sorted(methods))
            raise RefusedError(
                f"{named(rules[one])} and {named(rules[other])} have two methods, {both}: leave one.",
                about=(one, other),
            )
    return found


def _between(rules: Rules, edges: Iterable[Edge], kind: EdgeKind) -> list[Edge]:
    """The edges of one kind between these rules, in one order."""
    chosen = (edge for edge in edges if edge.kind is kind and edge.source in rules and edge.target in rules)
    return sorted(chosen, key=lambda edge: (*sorted((edge.source, edge.target)), edge.source, edge.method or ""))
