"""The packs as a whole: figures as published, and a set of rules that settles."""

from datetime import date

import pytest

from domain.crew import PILOTS, Position
from domain.errors import ConflictError
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import EdgeKind, Method, RuleGraph
from domain.rules.limits import FdpTable, FlightTimeTable
from domain.rules.rule import PUBLIC, Key, Phase, Rule
from graph.applying import apply
from graph.edits import RemoveEdge
from graph.packs import load_packs
from tests.rulepacks.published import TABLE_A, TABLE_B, published

HOURS = date(2026, 6, 1)


@pytest.fixture(scope="module")
def content() -> RuleGraph:
    return load_packs(airlines=["XP", "YY"])


@pytest.fixture(scope="module")
def book(content: RuleGraph) -> Rulebook:
    return resolve(content, "XP", date(2026, 6, 1), date(2026, 7, 1))


def rule(content: RuleGraph, code: str, owner: str = PUBLIC) -> Rule:
    return next(one for one in content.rules if one.key == (owner, code))


def test_table_b_is_as_published(content: RuleGraph) -> None:
    spec = rule(content, "14CFR117.13(a)").spec_on(HOURS)
    assert isinstance(spec, FdpTable)
    assert [(row.start, row.end, list(row.limits)) for row in spec.rows] == published(TABLE_B)
    assert sum(len(row.limits) for row in spec.rows) == 70
    assert all(list(row.limits) == sorted(row.limits, reverse=True) for row in spec.rows)


def test_table_a_is_as_published(content: RuleGraph) -> None:
    spec = rule(content, "14CFR117.11(a)(1)").spec_on(HOURS)
    assert isinstance(spec, FlightTimeTable)
    assert [(row.start, row.end, [row.limit]) for row in spec.rows] == published(TABLE_A)


@pytest.mark.parametrize("code", ["14CFR117.11(a)(1)", "14CFR117.13(a)", "14CFR117.25(b)", "14CFR117.25(e)"])
def test_part_117_binds_pilots_hard_in_both_phases(code: str, content: RuleGraph) -> None:
    found = rule(content, code)
    assert (found.positions, found.hard, found.phase) == (PILOTS, True, Phase.BOTH)
    assert found.effective == date(2014, 1, 4)


def test_cabin_crew_rest_is_theirs_only_and_dates_from_2022(content: RuleGraph) -> None:
    found = rule(content, "14CFR121.467(b)(2)")
    assert found.positions == (Position.FLIGHT_ATTENDANT,)
    assert found.effective == date(2022, 11, 14)


def test_pay_terms_are_owned_by_each_airline_and_are_not_hard(content: RuleGraph) -> None:
    terms = [one for one in content.rules if one.owner != PUBLIC]
    assert {one.owner for one in terms} == {"XP", "YY"}
    assert not any(one.hard for one in terms)
    assert {one.code for one in terms if one.owner == "XP"} == {one.code for one in terms if one.owner == "YY"}


def test_law_settles_without_any_airline(content: RuleGraph) -> None:
    book = resolve(content, "ZZ", date(2026, 6, 1), date(2026, 7, 1))
    assert {key.owner for key in book.rules} == {PUBLIC}
    assert {one.why for one in book.dropped} == {
        "out of scope: EASA law, and the airline flies under FAA",
        "expired on 2022-11-14, before the period",
    }


def test_nine_hours_were_enough_before_ten_superseded_them(content: RuleGraph) -> None:
    pairs = [(one.source.code, one.target.code) for one in content.edges if one.kind is EdgeKind.SUPERSEDES]
    assert pairs == [(f"14CFR121.467(b)({number})", f"14CFR121.467(b)({number})-1994") for number in (2, 3)]
    for new, old in pairs:
        assert rule(content, old).expires == rule(content, new).effective == date(2022, 11, 14)
    before = resolve(content, "ZZ", date(2022, 11, 1), date(2022, 11, 14))
    assert Key(PUBLIC, pairs[0][1]) in before.rules
    assert Key(PUBLIC, pairs[0][0]) not in before.rules


def test_the_later_guarantee_stands_and_the_letter_before_it(content: RuleGraph, book: Rulebook) -> None:
    letter, section = Key("XP", "SAMPLE_LOA_21-01"), Key("XP", "SAMPLE_Section_4.A")
    assert [(one.rule, one.by) for one in book.dropped if one.by] == [(letter, section)]
    before = resolve(content, "XP", date(2021, 6, 1), date(2021, 7, 1))
    assert letter in before.rules
    assert section not in before.rules


def test_long_delay_stands_in_place_of_the_shorter_one(book: Rulebook) -> None:
    (pair,) = book.precedence
    assert (pair.winner.code, pair.loser.code) == (
        "SAMPLE_Section_5.D_long_delay",
        "SAMPLE_Section_5.C_controllable_delay",
    )


@pytest.mark.parametrize(
    ("kind", "source", "target"),
    [
        (EdgeKind.OVERRIDES, "SAMPLE_Section_5.D_long_delay", "SAMPLE_Section_5.C_controllable_delay"),
        (EdgeKind.CONFLICTS_WITH, "SAMPLE_Section_4.A", "SAMPLE_LOA_21-01"),
    ],
)
def test_without_what_settles_them_the_packs_disagree(
    kind: EdgeKind, source: str, target: str, content: RuleGraph
) -> None:
    loose = apply(content, [RemoveEdge(kind=kind, source=Key("XP", source), target=Key("XP", target))])
    with pytest.raises(ConflictError, match="SAMPLE CBA"):
        resolve(loose, "XP", date(2026, 6, 1), date(2026, 7, 1))


def test_a_captain_is_under_a_settled_conflict(content: RuleGraph) -> None:
    edge = next(one for one in content.edges if one.kind is EdgeKind.CONFLICTS_WITH)
    assert edge.method is Method.LATER_EFFECTIVE
    assert edge.notes
    assert Position.CAPTAIN in rule(content, edge.source.code, edge.source.owner).positions


def test_what_is_recalled_or_illustrative_says_so(content: RuleGraph) -> None:
    for one in content.rules:
        assert one.notes or one.kind == "FaaRule", one.key
        assert not one.recalled or any(word in one.notes for word in ("recalled", "llustrative")), one.key


def test_every_rule_cites_its_clause(content: RuleGraph) -> None:
    cited = {edge.source for edge in content.edges if edge.kind is EdgeKind.CITES}
    assert cited == {one.key for one in content.rules}
