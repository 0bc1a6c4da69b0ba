"""A question of a pack to one rule of a manual or contract: the judge answers it on a schedule that poses it."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Final

from domain.clock import hours
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import RuleGraph
from domain.rules.rule import Rule, RuleKind
from domain.schedules.reading import read_value
from domain.schedules.schedule import Schedule
from graph.pack import PackCase
from legality.schedule.judging import judge_schedule
from services.packquestions import FIRST, LAST, QUESTIONS, Given, minutes


def asked(rule: Rule) -> bool:
    """Whether questions to a rule can be posed by a schedule."""
    return rule.kind in (RuleKind.OPERATION, RuleKind.CONTRACT) and rule.family in QUESTIONS


def posed(rule: Rule, case: PackCase) -> Schedule:
    """The schedule that poses a question to a rule, with crew of a position that it is for."""
    value = QUESTIONS[str(rule.family)](case.input)
    for member in value["crew"]:
        member["position"] = rule.positions[0].value
    return read_value(value)


def answer(content: RuleGraph, rule: Rule, case: PackCase) -> dict[str, Any]:
    """The judge's answer, in the words of the case. The rule stands alone, and as if it were hard."""
    judgement = judge_schedule(_alone(content, rule), posed(rule, case))
    over = [found.excess for found in judgement.findings if found.rule == rule.code]
    return _ANSWERS.get(str(rule.family), _legal)(case.input, over)


def _alone(content: RuleGraph, rule: Rule) -> Rulebook:
    hard = rule.model_copy(update={"hard": True})
    gone = {each.key for each in content.rules} - {rule.key}
    edges = tuple(edge for edge in content.edges if not {edge.source, edge.target} & gone)
    alone = content.model_copy(update={"rules": (hard,), "edges": edges})
    return resolve(alone, rule.owner, FIRST, LAST + timedelta(days=1))


def _legal(given: Given, over: Sequence[int]) -> dict[str, Any]:
    return {"legal": not over}


def _around(given: Given, over: Sequence[int]) -> dict[str, Any]:
    """The times that mend a duty without report or release time around its flight."""
    (more,) = over
    if "departure" in given:
        return {"report": hours(minutes(given["departure"]) - more)}
    return {"release": hours(minutes(given["arrival"]) + more)}


def _crew(given: Given, over: Sequence[int]) -> dict[str, Any]:
    """How many are lacking on a flight without crew."""
    return {"crew": sum(over)}


_ANSWERS: Final[Mapping[str, Callable[[Given, Sequence[int]], dict[str, Any]]]] = {
    "report_release": _around,
    "crew_complement": _crew,
}
