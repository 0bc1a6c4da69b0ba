"""The relationships that follow from what nodes say: drawn at publish (``edges/derive_*``), and edited by nobody.

What they are is said here once more, for exports and for comparing a live graph with its edition.
"""

from collections.abc import Iterator
from typing import NamedTuple

from domain.documents import Document
from domain.readings import Case
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC, Rule
from graph.stored import End, StoredEdge, drawn, end_of


class _Nodes(NamedTuple):
    """The nodes that others name by code alone."""

    rules: dict[tuple[str, str], Rule]
    scenarios: set[tuple[str, str]]
    components: set[str]


def relationships(content: RuleGraph) -> Iterator[StoredEdge]:
    """Every relationship: those of the edition, then the derived ones."""
    yield from map(drawn, content.edges)
    yield from derived(content)


def derived(content: RuleGraph) -> Iterator[StoredEdge]:
    """Every derived relationship, kind by kind, in one fixed order."""
    found = [*_yields(content), *_part_of(content), *_issued_by(content), *_illustrates(content)]
    yield from sorted(found, key=lambda edge: (edge.kind, edge.source, edge.target))


def _yields(content: RuleGraph) -> Iterator[StoredEdge]:
    types = {component.type for component in content.components}
    for rule in content.rules:
        component = getattr(rule.versions[0].spec, "component", None) if rule.versions else None
        if component in types:
            yield _follows("YIELDS", rule.owner, end_of(rule), End("PayComponent", (component,)))


def _part_of(content: RuleGraph) -> Iterator[StoredEdge]:
    documents: dict[str, list[Document]] = {}
    for document in content.documents:
        documents.setdefault(document.code, []).append(document)
    for clause in content.clauses:
        for document in documents.get(clause.document, ()):
            yield _follows("PART_OF", document.owner, end_of(clause), end_of(document))


def _issued_by(content: RuleGraph) -> Iterator[StoredEdge]:
    codes = {authority.code for authority in content.authorities}
    for document in content.documents:
        if document.authority in codes:
            yield _follows("ISSUED_BY", document.owner, end_of(document), End("Authority", (document.authority,)))


def _illustrates(content: RuleGraph) -> Iterator[StoredEdge]:
    nodes = _Nodes(
        {rule.key: rule for rule in content.rules},
        {scenario.key for scenario in content.scenarios},
        {component.type for component in content.components},
    )
    for case in content.cases:
        for target in sorted(set(_subjects(case, nodes))):
            yield _follows("ILLUSTRATES", case.owner, end_of(case), target)


def _subjects(case: Case, nodes: _Nodes) -> Iterator[End]:
    """The nodes of its owner and the shared ones that have the code."""
    for owner in (case.owner, PUBLIC):
        for code in (case.rule,) if case.rule else case.terms:
            if (owner, code) in nodes.rules:
                yield End("Rule", (owner, code))
        if case.scenario and (owner, case.scenario) in nodes.scenarios:
            yield End("Scenario", (owner, case.scenario))
    if case.component in nodes.components:
        yield End("PayComponent", (str(case.component),))


def _follows(kind: str, owner: str, source: End, target: End) -> StoredEdge:
    return StoredEdge(kind, source, target, {"owner": owner})
