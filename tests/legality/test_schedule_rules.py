"""Every hard rule of the packs' manuals and contracts is checked, and one of their cases notices that it is gone."""

from collections.abc import Iterator
from datetime import timedelta
from functools import cache

import pytest

from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import RuleGraph
from domain.rules.rule import Rule, RuleKind
from domain.schedules.schedule import Schedule
from graph.packfolder import read_folder
from graph.packs import load_packs
from legality.families import FAMILIES as OF_TIMELINES
from legality.schedule.families import FAMILIES
from legality.schedule.judging import judge_schedule
from services.packquestions import FIRST, LAST
from services.packschedules import asked, posed
from tests.legality.test_every_rule import without

TEMPLATES = sorted({loaded.pack.template for loaded in read_folder() if loaded.pack.template})
KINDS = (RuleKind.OPERATION, RuleKind.CONTRACT)


@cache
def content(template: str) -> RuleGraph:
    """Everything that binds an airline on one contract."""
    return load_packs(airlines={"XX": [template]})


def hard() -> Iterator[tuple[str, Rule]]:
    """The hard rules of manuals and contracts, once each, with a contract that brings them."""
    found: dict[str, tuple[str, Rule]] = {}
    for template in TEMPLATES:
        for rule in content(template).rules:
            if rule.hard and rule.kind in KINDS:
                found.setdefault(rule.code, (template, rule))
    yield from (found[code] for code in sorted(found))


@cache
def book(template: str) -> Rulebook:
    return resolve(content(template), "XX", FIRST, LAST + timedelta(days=1))


HARD = list(hard())


def schedules(rule: Rule) -> Iterator[Schedule]:
    """The schedules that pose the questions of the packs to a rule."""
    for loaded in read_folder():
        yield from (posed(rule, case) for case in loaded.pack.cases if case.rule == rule.code)


def test_every_hard_rule_of_manuals_and_contracts_is_checked() -> None:
    assert {rule.code for _, rule in HARD} >= {"OPS-TURN", "OPS-DAYS-OFF", "PILOT_Section_12.A"}
    assert [rule.code for _, rule in HARD if rule.family not in {**FAMILIES, **OF_TIMELINES}] == []
    assert [rule.code for _, rule in HARD if not asked(rule)] == []


@pytest.mark.parametrize(("template", "rule"), HARD, ids=[rule.code for _, rule in HARD])
def test_some_case_of_the_packs_notices_that_a_rule_is_gone(template: str, rule: Rule) -> None:
    whole = book(template)
    part = without(whole, rule)
    assert any(judge_schedule(whole, each).findings != judge_schedule(part, each).findings for each in schedules(rule))
