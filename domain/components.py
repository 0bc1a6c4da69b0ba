"""The pay components that the rules in force need, each after all it depends on."""

from collections.abc import Iterable
from graphlib import CycleError

from domain.arrows import ordered, reachable
from domain.errors import InputError, RefusedError
from domain.rulegraph import Edge, EdgeKind
from domain.rules.rule import PayComponent, Rule


def component_of(rule: Rule) -> str | None:
    """The component a pay rule sets; None for limits and for rules that are text only."""
    return getattr(rule.versions[0].spec, "component", None) if rule.versions else None


def in_dependency_order(
    components: Iterable[PayComponent], rules: Iterable[Rule], edges: Iterable[Edge]
) -> tuple[PayComponent, ...]:
    """Those the rules set and all they depend on, ties by type.

    A rule's component that is nowhere described is an ``InputError``; a circle of ``DEPENDS_ON`` a ``RefusedError``.
    """
    known = {component.type: component for component in components}
    needs = sorted((edge.source.code, edge.target.code) for edge in edges if edge.kind is EdgeKind.DEPENDS_ON)
    used = {_known(rule, component, known) for rule in rules if (component := component_of(rule))}
    try:
        behind = reachable(needs)
        wanted = used.union(*(behind.get(component, frozenset()) for component in used))
        line = ordered(wanted, (need for need in needs if need[0] in wanted))
    except CycleError as circle:
        path = " needs ".join(circle.args[1][::-1])
        raise RefusedError(f"Pay components depend on each other in a circle: {path}. Take an edge away.") from None
    return tuple(known[component] for component in line)


def _known(rule: Rule, component: str, known: dict[str, PayComponent]) -> str:
    if component not in known:
        raise InputError(f"{rule.key} pays {component!r}, which no pay component describes: add it to the graph.")
    return component
