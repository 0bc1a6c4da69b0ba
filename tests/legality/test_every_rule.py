"""Every hard rule of the packs is checked and seen to be checked, or it is named as one that is not."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pytest

from domain.judgement import Judgement
from domain.regime import LAW
from domain.rulebook import Rulebook
from domain.rules.rule import PUBLIC, Rule
from domain.timelines.reading import read_value
from domain.timelines.timeline import Timeline
from graph.packfolder import read_folder
from graph.packs import load_packs
from legality.families import FAMILIES
from legality.judge import Judge
from services.timelines import Bench
from tests.legality.written import bench

HARD = tuple(rule for rule in load_packs().rules if rule.owner == PUBLIC and rule.kind in LAW and rule.hard)
CHECKED = tuple(rule for rule in HARD if rule.family in FAMILIES)
WORDS = ("14CFR117.17(e)", "14CFR117.19(a)(5)", "14CFR117.5", "CS.FTL.1.205(a)", "ORO.FTL.235(e)")
"""Hard rules in words alone: who sits at the controls, what is mended, fitness; of EASA what no figures are of."""


class Case(NamedTuple):
    """A timeline case of the packs, by the rules that it speaks of."""

    name: str
    about: frozenset[str]
    timeline: Timeline


@cache
def cases() -> tuple[Case, ...]:
    found = (case for _, pack in read_folder(None) for case in pack.cases if "events" in case.input)
    return tuple(
        Case(case.name, frozenset({case.rule or "", case.expect.get("rule", "")}), read_value(case.input))
        for case in found
    )


@cache
def said(case: Case) -> object:
    return _told(bench().judge_of(case.timeline).answer(case.timeline))


def _told(judgement: Judgement) -> object:
    findings = [(f.event, f.rule, f.verdict, f.limit, f.actual) for f in judgement.findings]
    return judgement.verdict, findings, judgement.reports_due


def without(rulebook: Rulebook, rule: Rule) -> Rulebook:
    """A Rulebook from which one rule is gone."""
    chosen = tuple(each for each in rulebook.chosen if each.rule.key != rule.key)
    over = tuple(each for each in rulebook.precedence if rule.key not in (each.winner, each.loser))
    return rulebook.model_copy(update={"chosen": chosen, "precedence": over})


def changed(rule: Rule, whole: Bench) -> Iterator[str]:
    """The cases that answer otherwise when a rule is gone; those first that speak of it."""
    judges: dict[str, Judge] = {}
    for case in sorted(cases(), key=lambda case: rule.code not in case.about):
        rulebook = whole.judge_of(case.timeline).rulebook
        if rule.key in rulebook.rules:
            judge = judges.setdefault(rulebook.hash, Judge(without(rulebook, rule)))
            if _told(judge.answer(case.timeline)) != said(case):
                yield case.name


@pytest.mark.parametrize("rule", CHECKED, ids=lambda rule: rule.code)
def test_some_case_of_the_packs_notices_that_a_rule_is_gone(rule: Rule) -> None:
    assert next(changed(rule, bench()), "") != ""


def test_every_hard_rule_of_the_law_is_checked_or_no_more_than_words() -> None:
    assert [rule.code for rule in HARD if rule not in CHECKED] == sorted(WORDS)
    assert not [rule.code for rule in HARD if rule.is_limit and rule not in CHECKED]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_what_is_not_checked_is_named_in_every_answer(case: Case) -> None:
    answer = bench().judge(case.timeline)
    position, rulebook = case.timeline.crew.position, bench().judge_of(case.timeline).rulebook
    hard = {chosen.rule.code for chosen in rulebook.chosen if chosen.rule.hard and position in chosen.rule.positions}
    assert set(answer.checked) | set(answer.unchecked) == hard
    assert not set(answer.checked) & set(answer.unchecked)
