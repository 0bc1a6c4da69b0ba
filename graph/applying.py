"""The content of an edition after edits, from a day on or as a correction. Nothing here touches a server."""

from collections.abc import Iterable
from datetime import date
from functools import reduce

from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from graph.content import check
from graph.drawing import drawn, erased
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
from graph.library import with_clause, with_document, with_interpretation
from graph.ruling import with_rule, without_rule
from graph.setting import with_spec, with_value
from graph.situations import with_condition, with_scenario, without_scenario


def apply(
    content: RuleGraph, edits: Iterable[AnyEdit], editor: str = PUBLIC, effective: date | None = None
) -> RuleGraph:
    """The content after the edits, in order, validated as a whole.

    ``editor`` is an airline's code, which may change its own only, or ``PUBLIC``, the platform, which may change all.
    From ``effective`` on each thing is as edited, and before that day as it was; what has no dates of its own can only
    be added then, or corrected (``effective`` None). ``NotFoundError``: there is no such thing; ``RefusedError``: it is
    not the editor's, or would change what was before the day; ``InputError``: the value or the path does not fit.
    """
    changed = reduce(lambda now, edit: _applied(now, edit, editor, effective), edits, content)
    check(changed)
    return changed.ordered()


def _applied(content: RuleGraph, edit: AnyEdit, editor: str, day: date | None) -> RuleGraph:
    match edit:
        case RemoveEdge():
            return erased(content, edit, editor, day)
        case PutEdge():
            return drawn(content, edit, editor, day)
        case SetValue():
            return with_value(content, edit, editor, day)
        case SetSpec():
            return with_spec(content, edit, editor, day)
        case AddRule():
            return with_rule(content, edit.rule, edit.edges, editor, day)
        case RemoveRule():
            return without_rule(content, edit.rule, editor, day)
        case SetCondition():
            return with_condition(content, edit.scenario, edit.condition, editor, day)
        case PutScenario():
            return with_scenario(content, edit.scenario, editor, day)
        case RemoveScenario():
            return without_scenario(content, edit.scenario, editor, day)
        case PutClause():
            return with_clause(content, edit.clause, editor, day)
        case PutInterpretation():
            return with_interpretation(content, edit.interpretation, editor, day)
        case PutDocument():
            return with_document(content, edit.document, editor, day)
