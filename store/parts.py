"""The parts of an edition, each what one owner says, put together."""

from collections.abc import Iterable, Mapping

from domain.documents import Authority
from domain.rulegraph import RuleGraph
from domain.rules.rule import Clause


def merge(parts: Iterable[RuleGraph]) -> RuleGraph:
    """The parts as one content; a clause, component or authority that several bring along is there once."""
    every = list(parts)
    clauses: Mapping[str, Clause] = {clause.citation: clause for part in every for clause in part.clauses}
    authorities: Mapping[str, Authority] = {one.code: one for part in every for one in part.authorities}
    return RuleGraph(
        rules=tuple(rule for part in every for rule in part.rules),
        scenarios=tuple(scenario for part in every for scenario in part.scenarios),
        components=tuple({each.type: each for part in every for each in part.components}.values()),
        clauses=tuple(clauses.values()),
        authorities=tuple(authorities.values()),
        documents=tuple(document for part in every for document in part.documents),
        interpretations=tuple(one for part in every for one in part.interpretations),
        cases=tuple(case for part in every for case in part.cases),
        edges=tuple(edge for part in every for edge in part.edges),
    ).ordered()
