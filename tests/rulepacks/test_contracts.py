"""The contracts that an airline gets by name: every family used, every case answered, every rule settled."""

from datetime import date
from typing import get_args

import pytest

from domain.conditions import parse
from domain.errors import InputError
from domain.resolve import resolve
from domain.rulegraph import RuleGraph
from domain.rules.pay import Grain, PayingTerm, Term
from domain.rules.rule import Rule
from graph.content import joined
from graph.pack import PackCase
from graph.packfolder import read_folder
from graph.packs import load_packs
from services.content import part
from services.packstatements import AIRLINE, statement

TODAY = date(2026, 6, 1)
TEMPLATES = ("sample_pilot", "sample_cabin", "avelo_like")
LIMIT = "PILOT_Section_12.A"
"""A limit of a contract: its questions are put to the judge of schedules."""
PACKS = {loaded.pack.template: loaded.pack for loaded in read_folder() if loaded.pack.template in TEMPLATES}
CASES = [(name, case) for name, pack in PACKS.items() for case in pack.cases if case.terms]
FAMILIES = {kind.model_fields["family"].default for kind in get_args(Term)}


@pytest.fixture(scope="module")
def content() -> RuleGraph:
    """The three contracts beside each other: no airline could be under all of them."""
    each = [load_packs(airlines={AIRLINE: names}) for names in (TEMPLATES[:2], TEMPLATES[2:])]
    law = load_packs()
    return joined([law, *(part(one, AIRLINE) for one in each)])


def rules(content: RuleGraph) -> dict[str, Rule]:
    return {rule.code: rule for rule in content.rules if rule.owner == AIRLINE}


@pytest.mark.parametrize(("pack", "case"), CASES, ids=[f"{pack}: {case.name}" for pack, case in CASES])
def test_a_statement(pack: str, case: PackCase, content: RuleGraph) -> None:
    found = statement(content, case)
    assert found.differs == ()
    assert found.gross == sum(found.components.values())


def test_each_family_of_terms_is_in_a_case_whose_figures_come_from_it(content: RuleGraph) -> None:
    """Without the term of the family the case comes to something else."""
    known = rules(content)
    shown = set()
    for _, case in CASES:
        for code in case.terms:
            fewer = case.model_copy(update={"terms": tuple(one for one in case.terms if one != code)})
            if known[code].family not in shown and statement(content, fewer).differs:
                shown.add(known[code].family)
    assert FAMILIES - shown == set()


def test_together_they_use_every_family_of_terms(content: RuleGraph) -> None:
    used = {rule.family for rule in rules(content).values() if rule.code.startswith(("PILOT_", "CABIN_"))}
    assert FAMILIES - used == set()


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_rule_has_a_case_and_every_case_a_rule(template: str) -> None:
    pack = PACKS[template]
    about = {code for case in pack.cases for code in (case.rule, *case.terms) if code}
    assert about == {rule.code for rule in pack.rules}


@pytest.mark.parametrize("templates", [TEMPLATES[:1], TEMPLATES[1:2], TEMPLATES[:2], TEMPLATES[2:]])
def test_each_contract_settles_in_every_year(templates: tuple[str, ...]) -> None:
    graph = load_packs(airlines={AIRLINE: templates})
    for year in (2021, 2023, 2026, 2027):
        book = resolve(graph, AIRLINE, date(year, 6, 1), date(year, 8, 1))
        assert [one for one in book.dropped if one.by is not None] == []


def test_an_airline_without_a_choice_gets_the_sample_contract_only() -> None:
    usual = load_packs(airlines=[AIRLINE])
    assert usual == load_packs(airlines={AIRLINE: ["sample"]})
    assert {rule.code.split("_")[0] for rule in usual.rules if rule.owner == AIRLINE} == {"SAMPLE"}
    assert not any(clause.citation.startswith(("PILOT", "CABIN", "AVELO")) for clause in usual.clauses)


def test_an_unknown_contract_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match=r"XX: there is no contract template 'sampel'.*avelo_like, sample, sample_cab"):
        load_packs(airlines={AIRLINE: ["sampel"]})


def test_a_contract_counts_its_own_credit_before_its_guarantee() -> None:
    book = resolve(load_packs(airlines={AIRLINE: TEMPLATES[:2]}), AIRLINE, TODAY, date(2026, 7, 1))
    order = [component.type for component in book.components]
    for earlier in ("trip_rig", "minimum_day", "deadhead", "vacation", "call_out"):
        assert order.index(earlier) < order.index("guarantee")
    usual = resolve(load_packs(airlines=["YY"]), "YY", TODAY, date(2026, 7, 1))
    assert "trip_rig" not in {component.type for component in usual.components}


def test_every_condition_of_a_term_reads(content: RuleGraph) -> None:
    found = [
        (version.spec.condition, getattr(version.spec, "grain", Grain.PERIOD))
        for rule in rules(content).values()
        for version in rule.versions
        if isinstance(version.spec, PayingTerm) and version.spec.condition
    ]
    assert len(found) == 2
    for text, grain in found:
        assert parse(text, grain).facts


def test_what_is_illustrative_or_not_public_says_so(content: RuleGraph) -> None:
    for rule in rules(content).values():
        assert not rule.recalled or any(word in rule.notes for word in ("Illustrative", "not public")), rule.code
        assert rule.text, rule.code
