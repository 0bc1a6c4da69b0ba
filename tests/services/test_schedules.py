"""Schedules whose rules change inside the period: everything is judged by the Rulebook of its own day."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import cache

import pytest

from domain.judgement import Finding, Judgement
from domain.money import USD
from domain.resolve import resolve
from domain.rulegraph import Edge, EdgeKind, RuleGraph
from domain.rules.operations import TurnTime
from domain.rules.rule import PUBLIC, Former, Key, Rule, Version
from domain.schedules.reading import read_value
from domain.schedules.schedule import Schedule
from graph.packs import load_packs
from legality.schedule.judging import judge_schedule
from services.earning import Terms
from services.schedules import judged
from tests.legality.schedules import changed
from tests.legality.test_schedule import ONE_OF_EACH

TENTH, ELEVENTH = date(2026, 6, 10), date(2026, 6, 11)
OF_THE_TENTH = (
    "OPS-COMPLEMENT", "OPS-TURN", "OPS-CONNECTION", "OPS-MAINTENANCE", "OPS-SLOT", "OPS-RANGE",
    "OPS-QUALIFICATION", "OPS-QUALIFICATION-CABIN", "OPS-LEAVE", "OPS-REPORT",
)  # fmt: skip
"""Rules that the schedule breaks on the tenth of June."""


def faulty(first: date = date(2026, 6, 1), last: date = date(2026, 6, 30)) -> Schedule:
    """The schedule with one fault of each kind, judged for some days."""
    return read_value(changed(ONE_OF_EACH | {"period": {"first": str(first), "last": str(last)}}))


def ended(code: str, day: date) -> RuleGraph:
    """The packs, in which a rule applies to nothing from a day on."""

    def until(edge: Edge) -> Edge:
        mine = (edge.kind, edge.source) == (EdgeKind.APPLIES_TO, Key(PUBLIC, code))
        return edge.model_copy(update={"until": day}) if mine else edge

    rules = packs()
    return rules.model_copy(update={"edges": tuple(map(until, rules.edges))})


def begun(code: str, day: date) -> RuleGraph:
    """The packs, in which the one scenario of a rule holds of nothing before a day."""
    rules = packs()
    (scenario,) = (each.target for each in rules.edges if (each.kind, each.source.code) == (EdgeKind.APPLIES_TO, code))
    never = (Former(until=day, condition="origin = 'HVN' AND origin = 'MCO'"),)
    scenarios = tuple(
        each.model_copy(update={"earlier": never}) if each.key == scenario else each for each in rules.scenarios
    )
    return rules.model_copy(update={"scenarios": scenarios})


def eased(code: str, day: date) -> RuleGraph:
    """The packs, in which a turn may be shorter from a day on."""

    def more(rule: Rule) -> Rule:
        later = (*rule.versions, Version(since=day, spec=TurnTime(minutes=1)))
        return rule.model_copy(update={"versions": later}) if rule.code == code else rule

    rules = packs()
    return rules.model_copy(update={"rules": tuple(map(more, rules.rules))})


@cache
def packs() -> RuleGraph:
    return load_packs()


def by(rules: RuleGraph, schedule: Schedule) -> Judgement:
    return judged(Terms(rules, PUBLIC, USD), schedule)


def of_the_tenth(code: str, judgement: Judgement) -> list[Finding]:
    return [each for each in judgement.findings if each.rule == code and each.event not in ("g", "w")]


@pytest.mark.parametrize("code", OF_THE_TENTH)
def test_a_rule_that_ends_counts_up_to_its_last_day(code: str) -> None:
    gone, still = (by(ended(code, day), faulty()) for day in (TENTH, ELEVENTH))
    assert of_the_tenth(code, gone) == []
    assert of_the_tenth(code, still) == of_the_tenth(code, by(packs(), faulty())) != []
    assert (len(gone.rulebook.split()), code in gone.checked, code in gone.unchecked) == (2, True, False)


@pytest.mark.parametrize(
    ("name", "rules", "expect"),
    [
        ("a condition that changes before it", begun, [True, False]),
        ("a value that changes before it", eased, [False, True]),
    ],
)
def test_so_it_is_with_conditions_and_values(
    name: str, rules: Callable[[str, date], RuleGraph], expect: list[bool]
) -> None:
    found = [of_the_tenth("OPS-TURN", by(rules("OPS-TURN", day), faulty())) for day in (TENTH, ELEVENTH)]
    assert [bool(each) for each in found] == expect


@pytest.mark.parametrize(("day", "found"), [(date(2026, 6, 2), True), (date(2026, 6, 1), False)])
def test_a_month_is_judged_once_by_the_rules_of_its_first_day(day: date, found: bool) -> None:
    judgement = by(ended("OPS-CREDIT-MAX", day), faulty())
    assert [each.event for each in judgement.findings if each.rule == "OPS-CREDIT-MAX"] == ["2026-06"] * found


def test_it_is_as_if_every_day_were_judged_by_itself() -> None:
    """Findings, in the order that one Rulebook would give them; a month and a lock are of no day."""
    rules, schedule = ended("OPS-TURN", TENTH), faulty(date(2026, 6, 8), date(2026, 6, 12))
    days = [schedule.first + timedelta(days=number) for number in range(5)]
    each_day = [judge_schedule(resolve(rules, PUBLIC, day, day + timedelta(days=1)), schedule) for day in days]
    slow = {found for judgement in each_day for found in judgement.findings if found.event != "2026-06"}
    fast = [found for found in by(rules, schedule).findings if found.event != "2026-06"]
    assert set(fast) == slow
    whole = [found for found in by(packs(), schedule).findings if found.rule != "OPS-TURN"]
    assert [found for found in fast if found.rule != "OPS-TURN"] == [each for each in whole if each.event != "2026-06"]


def test_two_duties_at_once_are_found_once() -> None:
    """Beside each other over the day on which the rules change."""
    work = {"kind": "DUTY", "id": "w", "task": "ADMIN", "start": "2026-06-10T20:00Z", "end": "2026-06-11T22:00Z"}
    judgement = by(ended("OPS-TURN", ELEVENTH), read_value(changed({"crew.c1.events.+": work})))
    assert [each.event for each in judgement.findings if each.rule == "overlap"] == ["w"]
