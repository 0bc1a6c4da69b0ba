"""The content of an edition taken apart by owner, and put together from packs and what is published."""

from collections.abc import Iterable, Mapping

from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.rule import PUBLIC
from store.parts import merge


def parts(content: RuleGraph) -> dict[str, RuleGraph]:
    """What each owner has, ``PUBLIC`` first."""
    owned = _owners_of_clauses(content)
    return {owner: _part(content, owner, owned) for owner in (PUBLIC, *owners(content))}


def part(content: RuleGraph, owner: str) -> RuleGraph:
    """What one owner has, in the fixed order; empty if nothing.

    A clause belongs to each owner that cites it or has its document: what one airline does leaves the other's copy as
    it is. Pay components, authorities, and clauses that are nobody's, are shared.
    """
    return _part(content, owner, _owners_of_clauses(content))


def _part(content: RuleGraph, owner: str, owned: Mapping[str, set[str]]) -> RuleGraph:
    shared = owner == PUBLIC
    return RuleGraph(
        rules=tuple(rule for rule in content.rules if rule.owner == owner),
        scenarios=tuple(scenario for scenario in content.scenarios if scenario.owner == owner),
        components=content.components if shared else (),
        clauses=tuple(clause for clause in content.clauses if owner in owned.get(clause.citation, {PUBLIC})),
        authorities=content.authorities if shared else (),
        documents=tuple(document for document in content.documents if document.owner == owner),
        interpretations=tuple(one for one in content.interpretations if one.owner == owner),
        cases=tuple(case for case in content.cases if case.owner == owner),
        edges=tuple(edge for edge in content.edges if edge.owner == owner),
    ).ordered()


def _owners_of_clauses(content: RuleGraph) -> dict[str, set[str]]:
    """Who cites a clause or has the document it stands in; a clause of nobody is left out."""
    found: dict[str, set[str]] = {}
    for edge in content.edges:
        if edge.kind is EdgeKind.CITES:
            found.setdefault(edge.target.code, set()).add(edge.owner)
    documents: dict[str, set[str]] = {}
    for document in content.documents:
        documents.setdefault(document.code, set()).add(document.owner)
    for clause in content.clauses:
        if clause.document in documents:
            found.setdefault(clause.citation, set()).update(documents[clause.document])
    return found


def owners(content: RuleGraph) -> list[str]:
    """The airlines that own something, by code."""
    owned = (content.rules, content.scenarios, content.documents, content.interpretations, content.cases, content.edges)
    return sorted({each.owner for kind in owned for each in kind} - {PUBLIC})


def changed(before: RuleGraph, after: RuleGraph) -> dict[str, RuleGraph]:
    """The parts that differ, as they are after; what an owner lost altogether is an empty part."""
    old, new = parts(before), parts(after)
    return {
        owner: new.get(owner, RuleGraph())
        for owner in sorted(old.keys() | new.keys())
        if old.get(owner, RuleGraph()) != new.get(owner, RuleGraph())
    }


def deciding(content: RuleGraph) -> RuleGraph:
    """What a traversal reaches: without clauses that nobody cites, and without documents, readings and cases."""
    named = cited(content)
    kept = tuple(clause for clause in content.clauses if clause.citation in named)
    edges = tuple(edge for edge in content.edges if edge.kind is not EdgeKind.INTERPRETS)
    return RuleGraph(
        rules=content.rules, scenarios=content.scenarios, components=content.components, clauses=kept, edges=edges
    )


def cited(content: RuleGraph) -> set[str]:
    """The citations that some rule rests on."""
    return {edge.target.code for edge in content.edges if edge.kind is EdgeKind.CITES}


def with_packs(now: RuleGraph, packs: RuleGraph, airlines: Iterable[str], *, replace: bool) -> RuleGraph:
    """What is published, with what the packs say of shared law and of these airlines.

    Without ``replace`` only an owner that has no part yet is taken from the packs, so that nobody's edits are undone.
    Pay components and authorities that are new in the packs come in either way: a new airline's terms and documents
    may rest on them.
    """
    current = parts(now)
    taken = {owner for owner in (PUBLIC, *airlines) if replace or current.get(owner, RuleGraph()) == RuleGraph()}
    merged = current | {owner: part(packs, owner) for owner in sorted(taken)}
    shared = RuleGraph(components=packs.components, authorities=packs.authorities)
    return merge([shared, *merged.values()])


def without_orphans(before: RuleGraph, after: RuleGraph) -> RuleGraph:
    """Without the clauses that were cited and are no longer: they would fall to everybody."""
    lost = cited(before) - cited(after)
    kept = tuple(clause for clause in after.clauses if clause.citation not in lost)
    return after.model_copy(update={"clauses": kept})
