"""The relationships that follow from what nodes say: drawn at publish (``edges/derive_*``), and edited by nobody.

What they are is said here once more, for exports and for comparing a live graph with its edition.
"""

from collections.abc import Container, Iterator

from domain.documents import Document
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from graph.stored import LABELS, End, StoredEdge, drawn, end_of


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
    there = {end_of(node) for nodes in (content.rules, content.scenarios, content.components) for node in nodes}
    for case in content.cases:
        named = (_nearest(LABELS[kind], case.owner, code, there) for kind, code in case.subjects)
        for target in sorted({end for end in named if end is not None}):
            yield _follows("ILLUSTRATES", case.owner, end_of(case), target)


def _nearest(label: str, owner: str, code: str, there: Container[End]) -> End | None:
    """The owner's node of a code, or else the shared one."""
    named = [End(label, (owner, code)), End(label, (PUBLIC, code)), End(label, (code,))]
    return next((end for end in named if end in there), None)


def _follows(kind: str, owner: str, source: End, target: End) -> StoredEdge:
    return StoredEdge(kind, source, target, {"owner": owner})
