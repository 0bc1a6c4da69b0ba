"""A legal schedule to change in one place, and what the judge then says by the rule packs."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

from domain.judgement import Finding, Judgement
from domain.regime import Regime
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import RuleGraph
from domain.rules.rule import PUBLIC
from domain.schedules.reading import read_value
from domain.schedules.schedule import Schedule
from domain.timelines import plain
from graph.packs import load_packs
from legality.schedule.judging import judge_schedule

TEXT: Final = Path(__file__).with_name("schedule.yaml").read_text("utf-8")
GONE: Final = object()
"""As the value of a path: the key or entry is taken away."""

Value = dict[str, Any]


def legal() -> Value:
    """The schedule of the file: an aircraft with a crew of five, three flights and one duty."""
    found = plain.value(TEXT, 1000)
    assert isinstance(found, dict)
    return deepcopy(found)


def changed(changes: Mapping[str, Any], value: Value | None = None) -> Value:
    """The legal schedule with other values at some paths, such as ``flights.f1.in``; lists are entered by id."""
    whole = legal() if value is None else value
    for path, new in changes.items():
        _set(whole, path.split("."), new)
    return whole


def _set(inside: Any, steps: list[str], new: Any) -> None:
    step, *further = steps
    key = _place(inside, step) if isinstance(inside, list) else step
    if further:
        _set(inside[key], further, new)
    elif new is GONE:
        del inside[key]
    elif step == "+":
        inside.append(new)
    else:
        inside[key] = new


def _place(listed: list[Any], step: str) -> int:
    if step == "+":
        return len(listed)
    found = (place for place, each in enumerate(listed) if step in (each.get("id"), each.get("paper"), str(place)))
    return next(found)


def judged(value: Value) -> Judgement:
    """What the judge says of a schedule by the rule packs."""
    return judge(read_value(value))


def judge(schedule: Schedule, without: str = "") -> Judgement:
    """By shared law and the sample manual, or by all of it but one rule."""
    return judge_schedule(_book(schedule.first, schedule.last, schedule.regime, without), schedule)


@cache
def _book(first: date, last: date, regime: Regime, without: str) -> Rulebook:
    whole = _rules()
    kept = tuple(rule for rule in whole.rules if rule.code != without)
    gone = {rule.key for rule in whole.rules} - {rule.key for rule in kept}
    edges = tuple(edge for edge in whole.edges if not {edge.source, edge.target} & gone)
    part = whole.model_copy(update={"rules": kept, "edges": edges})
    return resolve(part, PUBLIC, first, last + timedelta(days=1), regime)


@cache
def _rules() -> RuleGraph:
    return load_packs()


def of(rule: str, findings: Iterable[Finding]) -> list[tuple[str, int, int]]:
    """Event, limit and actual of the findings under a rule."""
    return [(each.event, each.limit, each.actual) for each in findings if each.rule == rule]
