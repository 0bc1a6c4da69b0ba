"""Content with a clause, an interpretation or a document added or corrected. None of them decides, none has dates."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from domain.documents import Document
from domain.errors import RefusedError
from domain.readings import Interpretation
from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.fields import Frozen
from domain.rules.rule import PUBLIC, Clause
from graph.ownership import check_owner
from graph.turning import check_undated

_F = TypeVar("_F", bound=Frozen)


def with_clause(content: RuleGraph, clause: Clause, editor: str, day: date | None) -> RuleGraph:
    """With the clause. One that others rest on as well is not an airline's to correct."""
    standing = [one for one in content.clauses if one.citation == clause.citation]
    if standing not in ([], [clause]):
        _check_own(content, clause, editor)
    return content.model_copy(update={"clauses": _put(content.clauses, standing, clause, day, clause.citation)})


def with_interpretation(content: RuleGraph, one: Interpretation, editor: str, day: date | None) -> RuleGraph:
    """With the interpretation."""
    check_owner(editor, one.owner, str(one.key))
    standing = [other for other in content.interpretations if other.key == one.key]
    put = _put(content.interpretations, standing, one, day, f"The interpretation {one.key}")
    return content.model_copy(update={"interpretations": put})


def with_document(content: RuleGraph, document: Document, editor: str, day: date | None) -> RuleGraph:
    """With the document."""
    check_owner(editor, document.owner, str(document.key))
    standing = [other for other in content.documents if other.key == document.key]
    put = _put(content.documents, standing, document, day, f"The document {document.key}")
    return content.model_copy(update={"documents": put})


def _put(every: Iterable[_F], standing: list[_F], new: _F, day: date | None, what: str) -> tuple[_F, ...]:
    if standing and standing != [new]:
        check_undated(day, what)
    return (*(one for one in every if one not in standing), new)


def _check_own(content: RuleGraph, clause: Clause, editor: str) -> None:
    cites = {
        edge.owner for edge in content.edges if edge.kind is EdgeKind.CITES and edge.target.code == clause.citation
    }
    others = sorted(cites - {editor}) or ([] if cites else [PUBLIC])
    if editor != PUBLIC and others:
        raise RefusedError(
            f"{clause.citation} is what rules of {', '.join(others)} rest on too: {editor} may not correct it. Cite "
            "a clause of your own."
        )
