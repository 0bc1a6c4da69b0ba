"""Edits from a day on: what was before stays as it was, what has no dates is refused, and corrections are dateless."""

from contextlib import suppress
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.dated import condition_on, throughout
from domain.errors import CrewlexError, InputError, NotFoundError, RefusedError
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import Edge, EdgeKind, RuleGraph
from domain.rules.pay import Grain
from domain.rules.rule import PUBLIC, Key, Rule, Scenario
from graph.applying import apply
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
    SetValue,
)
from graph.packs import load_packs

CONTENT = load_packs(airlines=["XP"])
DEC, JAN, FEB, MAR = date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1)
MID = date(2027, 1, 15)
OVERTIME, RED_EYE = Key("XP", "SAMPLE_Section_4.B"), Key("XP", "SAMPLE_Section_5.A_redeye")
LONG, SHORT = Key("XP", "SAMPLE_Section_5.D_long_delay"), Key("XP", "SAMPLE_Section_5.C_controllable_delay")
SITUATION = next(e.target for e in CONTENT.edges if e.source == RED_EYE and e.kind is EdgeKind.APPLIES_TO)


def of(key: Key, content: RuleGraph = CONTENT) -> Rule:
    return next(rule for rule in content.rules if rule.key == key)


def scenario(key: Key, content: RuleGraph = CONTENT) -> Scenario:
    return next(one for one in content.scenarios if one.key == key)


def edges(content: RuleGraph, source: Key, kind: EdgeKind) -> list[tuple[Key, date | None, date | None]]:
    return [(e.target, e.since, e.until) for e in content.edges if (e.source, e.kind) == (source, kind)]


def applies(source: Key = RED_EYE, target: Key = SITUATION, **said: Any) -> PutEdge:
    return PutEdge(kind=EdgeKind.APPLIES_TO, source=source, target=target, **said)


def ends(source: Key, target: Key, kind: EdgeKind = EdgeKind.APPLIES_TO) -> RemoveEdge:
    return RemoveEdge(kind=kind, source=source, target=target)


NEW = Rule.model_validate(of(RED_EYE).model_dump() | {"code": "NEW"})
ADDED = AddRule(
    rule=NEW,
    edges=(
        Edge(kind=EdgeKind.CITES, owner="XP", source=NEW.key, target=Key(PUBLIC, NEW.clause)),
        Edge(kind=EdgeKind.APPLIES_TO, owner="XP", source=NEW.key, target=SITUATION),
        Edge(kind=EdgeKind.OVERRIDES, owner="XP", source=NEW.key, target=RED_EYE, because="a test"),
    ),
)
FROM_A_DAY_ON: dict[str, list[AnyEdit]] = {
    "a value": [SetValue(rule=OVERTIME, path="percent", value=99)],
    "a relationship ended": [ends(RED_EYE, SITUATION)],
    "a relationship drawn": [applies(OVERTIME, SITUATION)],
    "an override turned around": [
        ends(LONG, SHORT, EdgeKind.OVERRIDES),
        PutEdge(kind=EdgeKind.OVERRIDES, source=SHORT, target=LONG, because="a test"),
    ],
    "a condition": [SetCondition(scenario=SITUATION, condition="report_local_min >= 1200")],
    "a rule added": [ADDED],
    "a rule removed": [RemoveRule(rule=OVERTIME)],
    "its end": [SetValue(rule=OVERTIME, path="expires", value="2027-01-01")],
    "a scenario removed": [RemoveScenario(scenario=SITUATION)],
}


def said(book: Rulebook) -> tuple[object, ...]:
    """What a Rulebook says of the days of its own period, leaving out what is announced for later ones."""
    days = [book.start + timedelta(days=day) for day in range((book.end - book.start).days)]
    chosen = [(one.rule.key, one.scenarios, one.order, [one.rule.spec_on(day) for day in days]) for one in book.chosen]
    return chosen, book.scenarios, book.components, book.precedence, book.cites


@pytest.mark.parametrize("name", FROM_A_DAY_ON)
def test_from_its_day_on_a_change_holds_and_before_it_nothing_is_changed(name: str) -> None:
    owner = PUBLIC if SITUATION.owner == PUBLIC and name in ("a condition", "a scenario removed") else "XP"
    after = apply(CONTENT, FROM_A_DAY_ON[name], owner, JAN)
    before_it, from_it = [
        [said(resolve(content, "XP", *month)) for content in (CONTENT, after)] for month in ((DEC, JAN), (JAN, FEB))
    ]
    assert before_it[0] == before_it[1]
    assert from_it[0] != from_it[1]


@pytest.mark.parametrize("name", FROM_A_DAY_ON)
def test_as_a_correction_it_is_so_from_the_start(name: str) -> None:
    owner = PUBLIC if SITUATION.owner == PUBLIC and name in ("a condition", "a scenario removed") else "XP"
    after = apply(CONTENT, FROM_A_DAY_ON[name], owner)
    assert not [edge for edge in after.edges if edge.since or edge.until]
    assert not [one for one in after.scenarios if one.earlier]
    if name != "its end":
        assert said(resolve(CONTENT, "XP", DEC, JAN)) != said(resolve(after, "XP", DEC, JAN))


DOCUMENT = next(one for one in CONTENT.documents if one.owner == "XP")
CLAUSE = next(one for one in CONTENT.clauses if one.citation == of(OVERTIME).clause)
REFUSED: list[tuple[str, list[AnyEdit], date | None, type[CrewlexError], str]] = [
    ("a relationship inside a month", [applies(OVERTIME)], MID, RefusedError, "next one begins on 2027-02-01"),
    ("the end of one", [ends(RED_EYE, SITUATION)], MID, RefusedError, "next one begins on 2027-02-01"),
    ("a condition", [SetCondition(scenario=SITUATION, condition="TRUE")], MID, RefusedError, "begins on 2027-02-01"),
    ("a scenario", [RemoveScenario(scenario=SITUATION)], MID, RefusedError, "next one begins on 2027-02-01"),
    ("a title", [SetValue(rule=OVERTIME, path="title", value="x")], JAN, RefusedError, "has no dated values"),
    ("a phase", [SetValue(rule=OVERTIME, path="phase", value="BOTH")], JAN, RefusedError, "as a correction"),
    ("an end that is past", [SetValue(rule=OVERTIME, path="expires", value="2026-12-15")], JAN, RefusedError,
     "in force from 2026-12-15 on"),
    ("a start that was earlier", [SetValue(rule=OVERTIME, path="effective", value="2027-02-01")], JAN, RefusedError,
     "submit it as a correction"),
    ("a value before the day", [SetValue(rule=OVERTIME, path="percent", value=9, since=DEC)], JAN, InputError,
     "the change set begins on 2027-01-01"),
    ("a relationship before the day", [applies(OVERTIME, since=DEC)], JAN, InputError, "leave since out"),
    ("one that ends before it begins", [applies(OVERTIME, until=JAN)], JAN, InputError, "before it begins"),
    ("a clause's text", [PutClause(clause=CLAUSE.model_copy(update={"text": "x"}))], JAN, RefusedError, "no dated"),
    ("a document", [PutDocument(document=DOCUMENT.model_copy(update={"title": "x"}))], JAN, RefusedError, "no dated"),
    ("a scenario's title", [PutScenario(scenario=scenario(SITUATION).model_copy(update={"title": "x"}))], JAN,
     RefusedError, "no dated values"),
    ("a rule that is there", [AddRule(rule=of(OVERTIME))], None, InputError, "already: change it with"),
    ("a rule that is not", [RemoveRule(rule=Key("XP", "NO"))], None, NotFoundError, "There is no rule XP/NO"),
    ("a rule ended twice", [RemoveRule(rule=OVERTIME), RemoveRule(rule=OVERTIME)], JAN, RefusedError, "ended on"),
    ("a relationship ended twice", [ends(RED_EYE, SITUATION), ends(RED_EYE, SITUATION)], JAN, NotFoundError,
     "has ended by 2027-01-01"),
    ("a scenario that is not", [SetCondition(scenario=Key("XP", "no"), condition="TRUE")], None, NotFoundError,
     "no scenario XP/no"),
    ("a condition that cannot be read", [SetCondition(scenario=SITUATION, condition="delay_minute >= 5")], None,
     InputError, "at character 1.*delay_minutes"),
    ("a condition that can never hold",
     [SetCondition(scenario=SITUATION, condition="report_local_min < 60 AND report_local_min > 300")], None,
     InputError, "can never hold: no row of facts satisfies"),
    ("a rule with loose ends", [AddRule(rule=NEW, edges=(Edge(kind=EdgeKind.APPLIES_TO, owner="XP", source=NEW.key,
     target=Key("XP", "no")),))], None, InputError, "there is no scenario XP/no"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edits", "day", "error", "why"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_what_is_refused(edits: list[AnyEdit], day: date | None, error: type[CrewlexError], why: str) -> None:
    with pytest.raises(error, match=why):
        apply(CONTENT, edits, PUBLIC, day)


FOREIGN: list[tuple[str, AnyEdit]] = [
    ("a rule", RemoveRule(rule=OVERTIME)),
    ("a new rule in its name", ADDED),
    ("a scenario", PutScenario(scenario=scenario(SITUATION).model_copy(update={"owner": "XP", "id": "new"}))),
    ("its document", PutDocument(document=DOCUMENT)),
    ("a clause that it rests on", PutClause(clause=CLAUSE.model_copy(update={"text": "x"}))),
    ("how its rules are read", PutInterpretation(interpretation=CONTENT.interpretations[0].model_copy(
        update={"owner": "XP"}))),
]  # fmt: skip


@pytest.mark.parametrize(("name", "edit"), FOREIGN, ids=[case[0] for case in FOREIGN])
def test_an_airline_changes_nothing_of_another(name: str, edit: AnyEdit) -> None:
    with pytest.raises(RefusedError):
        apply(CONTENT, [edit], "YY")


def test_a_rule_is_not_put_off_to_the_day_itself_to_get_a_schedule_started() -> None:
    limit = next(rule for rule in CONTENT.rules if rule.is_limit and rule.hard and rule.family == "fdp_table")
    with pytest.raises(InputError, match="its phase is PLAN or BOTH"):
        apply(CONTENT, [SetValue(rule=limit.key, path="phase", value="OPERATE")])


def test_a_rule_that_begins_later_than_its_change_set_keeps_its_day_and_one_that_began_before_it_begins_with_it() -> (
    None
):
    later = Rule.model_validate(NEW.model_dump() | {"effective": MAR})
    for rule, begins in ((NEW, JAN), (later, MAR)):
        after = of(NEW.key, apply(CONTENT, [AddRule(rule=rule, edges=ADDED.edges)], "XP", JAN))
        assert (after.effective, after.spec_on(MAR)) == (begins, NEW.spec_on(MAR))
        Rule.model_validate(after.model_dump())


def test_a_rule_follows_the_one_that_ends_where_it_begins() -> None:
    follows = Edge(kind=EdgeKind.SUPERSEDES, owner="XP", source=NEW.key, target=OVERTIME)
    edits: list[AnyEdit] = [AddRule(rule=NEW, edges=(*ADDED.edges, follows)), RemoveRule(rule=OVERTIME)]
    after = apply(CONTENT, edits, "XP", JAN)
    assert (of(NEW.key, after).effective, of(OVERTIME, after).expires, follows in after.edges) == (JAN, JAN, True)


def test_a_rule_that_is_taken_away_takes_its_relationships_and_cases_with_it() -> None:
    after = apply(CONTENT, [RemoveRule(rule=OVERTIME)], "XP")
    assert not [edge for edge in after.edges if OVERTIME in (edge.source, edge.target)]
    assert not [case for case in after.cases if case.owner == "XP" and ("rule", OVERTIME.code) in case.subjects]
    assert len(after.cases) < len(CONTENT.cases)


def test_a_value_of_a_rule_that_begins_later_is_changed_where_it_begins() -> None:
    later = Rule.model_validate(
        NEW.model_dump() | {"effective": MAR, "versions": [{"since": MAR, "spec": NEW.versions[-1].spec}]}
    )
    after = apply(
        CONTENT, [AddRule(rule=later, edges=ADDED.edges), SetValue(rule=NEW.key, path="percent", value=7)], "XP", JAN
    )
    assert [(one.since, getattr(one.spec, "percent", None)) for one in of(NEW.key, after).versions] == [(MAR, 7)]


PIECES: list[tuple[str, list[tuple[AnyEdit, date | None]], list[tuple[date | None, date | None]]]] = [
    ("drawn for good", [(applies(), None)], [(None, None)]),
    ("ended", [(ends(RED_EYE, SITUATION), FEB)], [(None, FEB)]),
    ("ended and drawn again at once", [(ends(RED_EYE, SITUATION), FEB), (applies(), FEB)], [(None, None)]),
    ("ended and drawn again later", [(ends(RED_EYE, SITUATION), JAN), (applies(), MAR)], [(None, JAN), (MAR, None)]),
    ("with other notes from a day on", [(applies(notes="x"), FEB)], [(None, FEB), (FEB, None)]),
    ("and between", [(applies(notes="x"), MAR), (applies(notes="y"), FEB)], [(None, FEB), (FEB, MAR), (MAR, None)]),
    ("the announced one changed", [(applies(notes="x"), FEB), (applies(notes="y"), FEB)], [(None, FEB), (FEB, None)]),
    ("ended before the announced one", [(applies(notes="x"), MAR), (ends(RED_EYE, SITUATION), FEB)], [(None, FEB)]),
    ("for a while", [(ends(RED_EYE, SITUATION), None), (applies(until=MAR), FEB)], [(FEB, MAR)]),
    ("corrected where it stands", [(ends(RED_EYE, SITUATION), MAR), (applies(notes="x"), None)], [(None, MAR)]),
]  # fmt: skip


@pytest.mark.parametrize(("name", "line", "expect"), PIECES, ids=[case[0] for case in PIECES])
def test_a_relationship_in_pieces(
    name: str, line: list[tuple[AnyEdit, date | None]], expect: list[tuple[date | None, date | None]]
) -> None:
    content = CONTENT
    for edit, day in line:
        content = apply(content, [edit], "XP", day)
    found = [(since, until) for target, since, until in edges(content, RED_EYE, EdgeKind.APPLIES_TO)]
    assert found == expect


def test_of_several_pieces_a_correction_says_which() -> None:
    content = apply(CONTENT, [applies(notes="x")], "XP", FEB)
    with pytest.raises(InputError, match="since ever, 2027-02-01: say which one"):
        apply(content, [applies(notes="y")], "XP")
    corrected = apply(content, [applies(notes="y", since=FEB)], "XP")
    assert [e.notes for e in corrected.edges if e.source == RED_EYE and e.target == SITUATION] == ["", "y"]


CONDITIONS = ("delay_minutes >= 10", "delay_minutes >= 20", "delay_minutes >= 30")
MONTHS = [date(2027, month, 1) for month in range(1, 7)]
LATE = Scenario(owner="XP", id="late", title="Late", category="T", grain=Grain.LEG, condition="TRUE")


@given(st.lists(st.tuples(st.sampled_from(MONTHS), st.sampled_from(CONDITIONS)), max_size=6))
def test_each_month_holds_the_condition_that_was_last_set_for_it(line: list[tuple[date, str]]) -> None:
    """Beside a plain list of months: one set from a day on holds up to the next day on which another begins."""
    content = apply(CONTENT, [PutScenario(scenario=LATE)], "XP")
    turns: dict[date, str] = {}
    for day, condition in line:
        content = apply(content, [SetCondition(scenario=LATE.key, condition=condition)], "XP", day)
        turns[day] = condition
    found = scenario(LATE.key, content)
    for month in MONTHS:
        held = [condition for day, condition in sorted(turns.items()) if day <= month]
        assert condition_on(found, month) == (held[-1] if held else "TRUE")


def _turning(turns: dict[date, str | None]) -> dict[date, str | None]:
    """Without the days on which nothing changes; before the first one it is drawn with no note."""
    line = sorted(turns.items())
    return {day: notes for (_, before), (day, notes) in pairwise([(date.min, ""), *line]) if notes != before}


@given(st.lists(st.tuples(st.sampled_from(MONTHS), st.sampled_from(["", "x", None])), max_size=6))
def test_each_month_has_the_relationship_that_was_last_drawn_for_it(line: list[tuple[date, str | None]]) -> None:
    """Beside a plain map of months; None ends it for all later months, a note is drawn up to where another begins."""
    content, turns = CONTENT, dict[date, str | None]()
    for day, notes in line:
        if notes is not None:
            content = apply(content, [applies(notes=notes)], "XP", day)
            until = min((turn for turn, said in turns.items() if turn > day and said is not None), default=date.max)
            turns = _turning({turn: said for turn, said in turns.items() if turn < day or turn >= until} | {day: notes})
            continue
        with suppress(NotFoundError):
            content = apply(content, [ends(RED_EYE, SITUATION)], "XP", day)
            turns = _turning({turn: said for turn, said in turns.items() if turn < day} | {day: None})
    for month in MONTHS:
        standing = [notes for turn, notes in sorted(turns.items()) if turn <= month]
        there = throughout(content, month, month + timedelta(days=27)).edges
        found = [edge.notes for edge in there if edge.source == RED_EYE and edge.kind is EdgeKind.APPLIES_TO]
        expect = standing[-1] if standing else ""
        assert found == ([] if expect is None else [expect])
