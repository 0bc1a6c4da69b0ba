"""The parts of an edition: what each owner says, so that one airline's rules stay its own."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.rule import PUBLIC, Clause


def split(content: RuleGraph) -> dict[str, RuleGraph]:
    """The content by owner: rules, scenarios and edges by theirs; a clause that one airline alone cites is its own."""
    cited = _citing(content)
    owners = {PUBLIC, *(rule.owner for rule in content.rules), *(edge.owner for edge in content.edges)}
    owners.update(scenario.owner for scenario in content.scenarios)
    return {
        owner: RuleGraph(
            rules=tuple(rule for rule in content.rules if rule.owner == owner),
            scenarios=tuple(scenario for scenario in content.scenarios if scenario.owner == owner),
            components=content.components if owner == PUBLIC else (),
            clauses=tuple(clause for clause in content.clauses if cited[clause.citation] == owner),
            edges=tuple(edge for edge in content.edges if edge.owner == owner),
        ).ordered()
        for owner in sorted(owners)
    }


def merge(parts: Iterable[RuleGraph]) -> RuleGraph:
    """The parts as one content; a clause or component that several bring along is there once."""
    every = list(parts)
    clauses: Mapping[str, Clause] = {clause.citation: clause for part in every for clause in part.clauses}
    return RuleGraph(
        rules=tuple(rule for part in every for rule in part.rules),
        scenarios=tuple(scenario for part in every for scenario in part.scenarios),
        components=tuple({each.type: each for part in every for each in part.components}.values()),
        clauses=tuple(clauses.values()),
        edges=tuple(edge for part in every for edge in part.edges),
    ).ordered()


def _citing(content: RuleGraph) -> dict[str, str]:
    """Citation to owner: the one airline that cites it, else everybody's."""
    citing: dict[str, set[str]] = defaultdict(set)
    for edge in content.edges:
        if edge.kind is EdgeKind.CITES:
            citing[edge.target.code].add(edge.owner)
    return {
        clause.citation: next(iter(citing[clause.citation])) if len(citing[clause.citation]) == 1 else PUBLIC
        for clause in content.clauses
    }
