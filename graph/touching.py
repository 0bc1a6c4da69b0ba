"""What an edit touches: named for people, and as it stands, so that somebody else's change of it is seen."""

from collections.abc import Iterable

from domain.canonical import digest
from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.fields import Frozen
from domain.rules.rule import Key
from graph.edits import (
    AddRule,
    AnyEdit,
    PutClause,
    PutDocument,
    PutEdge,
    PutInterpretation,
    PutScenario,
    RemoveEdge,
    RemoveRule,
    RemoveScenario,
    SetCondition,
    SetSpec,
    SetValue,
)


def thing(edit: AnyEdit) -> str:
    """What it touches, in words: a node, or the relationship between two."""
    match edit:
        case RemoveEdge() | PutEdge():
            return f"{edit.source} {edit.kind} {edit.target}"
        case SetValue() | SetSpec() | RemoveRule():
            return str(edit.rule)
        case AddRule():
            return str(edit.rule.key)
        case SetCondition() | RemoveScenario():
            return str(edit.scenario)
        case PutScenario():
            return str(edit.scenario.key)
        case PutClause():
            return edit.clause.citation
        case PutInterpretation():
            return str(edit.interpretation.key)
        case PutDocument():
            return str(edit.document.key)


def told(edit: AnyEdit) -> str:
    """The edit as a line for people."""
    match edit:
        case SetValue():
            since = f" from {edit.since} on" if edit.since else ""
            return f"set {edit.rule} {edit.path} to {edit.value}{since}"
        case SetSpec():
            return f"set the content of {edit.rule}{f' from {edit.since} on' if edit.since else ''}"
        case PutEdge():
            method = f" by {edit.method}" if edit.method else ""
            return f"connect {thing(edit)}{method}"
        case RemoveEdge():
            return f"disconnect {thing(edit)}"
        case AddRule():
            return f"add {edit.rule.key}: {edit.rule.title}"
        case SetCondition():
            return f"{edit.scenario} holds where {edit.condition}"
        case RemoveRule() | RemoveScenario():
            return f"remove {thing(edit)}"
        case PutScenario() | PutClause() | PutInterpretation() | PutDocument():
            return f"{edit.edit.replace('_', ' ')} {thing(edit)}"


def standing(content: RuleGraph, edit: AnyEdit) -> str:
    """The digest of what it touches, as it stands in the content."""
    return digest(_touched(content, edit))


def _touched(content: RuleGraph, edit: AnyEdit) -> list[Frozen]:
    match edit:
        case RemoveEdge() | PutEdge():
            ends = (edit.kind, edit.source, edit.target)
            edges = [edge for edge in content.edges if (edge.kind, edge.source, edge.target) == ends]
            return [*sorted(edges, key=lambda edge: (edge.owner, str(edge.since)))]
        case SetValue() | SetSpec():
            return _of(content.rules, edit.rule)
        case AddRule():
            return _of(content.rules, edit.rule.key)
        case RemoveRule():
            return [*_of(content.rules, edit.rule), *_around(content, edit.rule)]
        case SetCondition():
            return _of(content.scenarios, edit.scenario)
        case PutScenario():
            return _of(content.scenarios, edit.scenario.key)
        case RemoveScenario():
            return [*_of(content.scenarios, edit.scenario), *_around(content, edit.scenario)]
        case PutClause():
            return [clause for clause in content.clauses if clause.citation == edit.clause.citation]
        case PutInterpretation():
            return _of(content.interpretations, edit.interpretation.key)
        case PutDocument():
            return _of(content.documents, edit.document.key)


def _of(nodes: Iterable[Frozen], key: Key) -> list[Frozen]:
    return [node for node in nodes if getattr(node, "key") == key]  # noqa: B009  (each kind of these has one)


def _around(content: RuleGraph, key: Key) -> list[Frozen]:
    """The relationships at a node, but for citations, in order."""
    edges = [edge for edge in content.edges if key in (edge.source, edge.target) and edge.kind is not EdgeKind.CITES]
    return [*sorted(edges, key=lambda edge: (edge.kind, edge.source, edge.target, edge.owner, str(edge.since)))]
