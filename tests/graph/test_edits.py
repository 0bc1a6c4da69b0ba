"""Edits of an edition's content: what changes, what does not, and what is refused."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from domain.errors import CrewlexError, InputError, NotFoundError, RefusedError
from domain.rulegraph import Edge, EdgeKind, Method, RuleGraph
from domain.rules.limits import CrewComplement, FdpTable
from domain.rules.pay import HolidayPremium, HourlyRate, Overtime
from domain.rules.rule import PUBLIC, Key, Rule
from graph.applying import apply
from graph.content import check
from graph.edits import AnyEdit, Edit, PutEdge, RemoveEdge, SetValue
from graph.packs import load_packs

CONTENT = load_packs(airlines=["XP", "YY"])
TABLE_B = Key(PUBLIC, "14CFR117.13(a)")
OVERTIME = Key("XP", "SAMPLE_Section_4.B")
LONG, SHORT = Key("XP", "SAMPLE_Section_5.D_long_delay"), Key("XP", "SAMPLE_Section_5.C_controllable_delay")
NOW = date(2026, 6, 1)


def rule(content: RuleGraph, key: Key) -> Rule:
    return next(one for one in content.rules if one.key == key)


def cell(content: RuleGraph, day: date = NOW) -> int:
    spec = rule(content, TABLE_B).spec_on(day)
    assert isinstance(spec, FdpTable)
    return spec.rows[3].limits[3]


def overrides(content: RuleGraph) -> set[tuple[str, Key, Key]]:
    return {(edge.owner, edge.source, edge.target) for edge in content.edges if edge.kind is EdgeKind.OVERRIDES}


def test_one_cell_of_table_b() -> None:
    changed = apply(CONTENT, [SetValue(rule=TABLE_B, path="rows[06:00].limits[4]", value="10:00")])
    assert (cell(CONTENT), cell(changed)) == (720, 600)
    others = {one.key: one for one in changed.rules if one.key != TABLE_B}
    assert others == {one.key: one for one in CONTENT.rules if one.key != TABLE_B}
    assert changed.edges == CONTENT.edges


def test_what_no_database_keeps_is_refused_before_it_is_an_edit() -> None:
    with pytest.raises(InputError, match="NUL character"):
        SetValue(rule=TABLE_B, path="notes", value="a\0b")
    assert SetValue(rule=TABLE_B, path="notes", value=r"a\u0000b \x00").value == r"a\u0000b \x00"


def test_a_dated_change_keeps_what_was_said_before() -> None:
    edit = SetValue(rule=TABLE_B, path="rows[06:00].limits[4]", value=660, since=date(2026, 7, 1))
    changed = apply(CONTENT, [edit])
    assert cell(changed, date(2026, 6, 30)) == 720
    assert cell(changed, date(2026, 7, 1)) == 660
    again = apply(changed, [edit.model_copy(update={"value": 650})])
    assert len(rule(again, TABLE_B).versions) == 2
    assert cell(again, date(2026, 7, 1)) == 650


def test_a_dated_change_between_two_versions_ends_at_the_later_one() -> None:
    later = SetValue(rule=OVERTIME, path="percent", value=100, since=date(2027, 1, 1))
    between = SetValue(rule=OVERTIME, path="percent", value=75, since=date(2026, 7, 1))
    changed = rule(apply(CONTENT, [later, between]), OVERTIME)
    said = [changed.spec_on(day) for day in (NOW, date(2026, 12, 31), date(2027, 1, 1))]
    assert [spec.percent for spec in said if isinstance(spec, Overtime)] == [50, 75, 100]


RATES = Key("XP", "SAMPLE_Section_3.A")
VALUES = [
    ("percent", OVERTIME, "percent", "60", lambda spec: spec.percent == 60),
    ("a length", OVERTIME, "threshold", "85:00", lambda spec: spec.threshold == 5100),
    ("a pay step", RATES, "steps[CAPTAIN,2].rate", "211.50", lambda spec: _rate(spec) == "211.50"),
    ("a listed day", Key("XP", "SAMPLE_Section_5.B_holiday"), "dates[1]", "2026-01-02", lambda spec: _day(spec)),
    ("a seat", Key(PUBLIC, "OPS-COMPLEMENT"), "positions[FLIGHT_ATTENDANT]", 4, lambda spec: _seats(spec) == 6),
]  # fmt: skip


def _rate(spec: object) -> str:
    assert isinstance(spec, HourlyRate)
    return str(spec.steps[2].rate)


def _day(spec: object) -> bool:
    assert isinstance(spec, HolidayPremium)
    return spec.dates[0] == date(2026, 1, 2)


def _seats(spec: object) -> int:
    assert isinstance(spec, CrewComplement)
    return sum(spec.positions.values())


@pytest.mark.parametrize(("key", "path", "value", "holds"), [case[1:] for case in VALUES], ids=[c[0] for c in VALUES])
def test_values_of_every_shape(key: Key, path: str, value: str | int, holds: object) -> None:
    changed = apply(CONTENT, [SetValue(rule=key, path=path, value=value)])
    assert callable(holds)
    assert holds(rule(changed, key).spec_on(NOW))


def test_values_of_the_rule_itself() -> None:
    edits = [
        SetValue(rule=OVERTIME, path="expires", value="2026-05-01"),
        SetValue(rule=OVERTIME, path="priority", value="7"),
    ]
    changed = rule(apply(CONTENT, edits), OVERTIME)
    assert (changed.expires, changed.priority) == (date(2026, 5, 1), 7)
    assert changed.spec_on(NOW) is None


def test_an_applies_to_is_taken_away_for_one_airline_only() -> None:
    edit = RemoveEdge(kind=EdgeKind.APPLIES_TO, source=SHORT, target=Key(PUBLIC, "delayed_flight_controllable"))
    gone = set(CONTENT.edges) - set(apply(CONTENT, [edit], editor="XP").edges)
    assert [(edge.owner, edge.source) for edge in gone] == [("XP", SHORT)]


def test_an_override_is_turned_round_by_two_edits() -> None:
    turned = apply(
        CONTENT,
        [
            RemoveEdge(kind=EdgeKind.OVERRIDES, source=LONG, target=SHORT),
            PutEdge(kind=EdgeKind.OVERRIDES, source=SHORT, target=LONG, because="a test"),
        ],
        editor="XP",
    )
    assert overrides(turned) ^ overrides(CONTENT) == {("XP", LONG, SHORT), ("XP", SHORT, LONG)}


def test_a_method_is_changed_in_place() -> None:
    (before,) = (edge for edge in CONTENT.edges if edge.kind is EdgeKind.CONFLICTS_WITH and edge.owner == "XP")
    edit = PutEdge(kind=before.kind, source=before.source, target=before.target, method=Method.HIGHER_AUTHORITY)
    changed = apply(CONTENT, [edit], editor="XP")
    assert len(changed.edges) == len(CONTENT.edges)
    assert {edge.method for edge in set(changed.edges) - set(CONTENT.edges)} == {Method.HIGHER_AUTHORITY}


def test_an_edge_between_shared_nodes_is_the_airlines_that_draws_it() -> None:
    edit = PutEdge(kind=EdgeKind.APPLIES_TO, source=TABLE_B, target=Key(PUBLIC, "any_duty"))
    (new,) = set(apply(CONTENT, [edit], editor="XP").edges) - set(CONTENT.edges)
    assert new == Edge(kind=EdgeKind.APPLIES_TO, owner="XP", source=TABLE_B, target=Key(PUBLIC, "any_duty"))
    (shared,) = set(apply(CONTENT, [edit]).edges) - set(CONTENT.edges)
    assert shared.owner == PUBLIC


def remove(source: Key, target: Key, kind: EdgeKind = EdgeKind.APPLIES_TO, owner: str | None = None) -> RemoveEdge:
    return RemoveEdge(kind=kind, source=source, target=target, owner=owner)


def value(key: Key, path: str, given: str | int | None, since: date | None = None) -> SetValue:
    return SetValue(rule=key, path=path, value=given, since=since)


ANY_DUTY, FDP = Key(PUBLIC, "any_duty"), Key(PUBLIC, "unaugmented_fdp")
NO_METHOD = PutEdge(kind=EdgeKind.CONFLICTS_WITH, source=LONG, target=SHORT)
FOREIGN = PutEdge(kind=EdgeKind.OVERRIDES, source=LONG, target=Key("YY", SHORT.code), because="a test")
REFUSALS = [
    ("it goes elsewhere", remove(TABLE_B, ANY_DUTY), PUBLIC, NotFoundError, "it goes to PUBLIC/unaugmented_fdp"),
    ("none at all", remove(TABLE_B, OVERTIME, EdgeKind.OVERRIDES), PUBLIC, NotFoundError, "has none of that kind"),
    ("shared law", remove(TABLE_B, FDP), "XP", RefusedError, "belongs to PUBLIC: XP may change only"),
    ("a cell of the law", value(TABLE_B, "rows[06:00].limits[4]", 0), "XP", RefusedError, "belongs to PUBLIC"),
    ("another airline", value(OVERTIME, "percent", 0), "YY", RefusedError, "belongs to XP: YY may change"),
    ("an edge to another airline", FOREIGN, PUBLIC, InputError, "belongs to YY"),
    ("a conflict unsettled", NO_METHOD, PUBLIC, InputError, "give a method"),
    ("a node that is not", remove(Key("XP", "NO"), ANY_DUTY), PUBLIC, NotFoundError, "XP/NO has none of that kind"),
    ("a rule that is not", value(Key("XP", "NO"), "percent", 1), PUBLIC, NotFoundError, "There is no rule XP/NO"),
    ("no such row", value(TABLE_B, "rows[06:30].limits[4]", 1), PUBLIC, InputError, "choose from 00:00, 04:00"),
    ("no such column", value(TABLE_B, "rows[06:00].limits[8]", 1), PUBLIC, InputError, "choose from 1, 2, 3"),
    ("no such name", value(OVERTIME, "percents", 1), PUBLIC, InputError, "choose from .*percent"),
    ("too deep", value(OVERTIME, "percent.x", 1), PUBLIC, InputError, "the path ends one step before"),
    ("no path", value(OVERTIME, "rows[", 1), PUBLIC, InputError, "is no path: write it like"),
    ("no value for it", value(OVERTIME, "percent", "many"), PUBLIC, InputError, "'many' cannot stand there"),
    ("too much", value(OVERTIME, "percent", 1001), PUBLIC, InputError, "1001 cannot stand there"),
    ("another rule", value(OVERTIME, "code", "X"), PUBLIC, RefusedError, "it is another rule"),
    ("a day for what has none", value(OVERTIME, "priority", 1, NOW), PUBLIC, InputError, "leave the day out"),
    ("before it spoke", value(OVERTIME, "percent", 1, date(2020, 1, 1)), PUBLIC, InputError, "says nothing yet"),
    ("over before it began", value(OVERTIME, "expires", "2020-01-01"), PUBLIC, InputError, "is not after effective"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "editor", "error", "said"), [case[1:] for case in REFUSALS], ids=[case[0] for case in REFUSALS]
)
def test_refusals(edit: AnyEdit, editor: str, error: type[CrewlexError], said: str) -> None:
    with pytest.raises(error, match=said):
        apply(CONTENT, [edit], editor)


def test_one_edge_of_two_owners_must_be_named() -> None:
    edit = PutEdge(kind=EdgeKind.APPLIES_TO, source=TABLE_B, target=FDP)
    doubled = apply(CONTENT, [edit], editor="XP")
    with pytest.raises(InputError, match="drawn by PUBLIC and by XP: name the owner"):
        apply(doubled, [remove(TABLE_B, FDP)])
    assert apply(doubled, [remove(TABLE_B, FDP, owner="XP")], editor="XP") == CONTENT


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CONTENT.edges))
def test_an_edge_taken_away_and_put_back_is_the_same_content(edge: Edge) -> None:
    away = RemoveEdge(kind=edge.kind, source=edge.source, target=edge.target, owner=edge.owner)
    back = PutEdge.model_validate(edge.model_dump(exclude={"since", "until"}) | {"edit": "put_edge"})
    without = apply(CONTENT, [away], editor=edge.owner)
    assert set(CONTENT.edges) - set(without.edges) == {edge}
    assert apply(without, [back], editor=edge.owner) == CONTENT


@pytest.mark.parametrize("edit", [case[1] for case in REFUSALS], ids=[case[0] for case in REFUSALS])
def test_edits_survive_json(edit: AnyEdit) -> None:
    shape: TypeAdapter[AnyEdit] = TypeAdapter(Edit)
    assert shape.validate_json(edit.model_dump_json()) == edit


def test_the_packs_are_sound_content() -> None:
    check(CONTENT)


def test_a_node_twice_is_refused() -> None:
    doubled = CONTENT.model_copy(update={"rules": (*CONTENT.rules, CONTENT.rules[0])})
    with pytest.raises(InputError, match="There are 2 rules"):
        check(doubled)


def test_an_edge_twice_is_refused() -> None:
    doubled = CONTENT.model_copy(update={"edges": (*CONTENT.edges, CONTENT.edges[0])})
    with pytest.raises(InputError, match="is drawn twice"):
        check(doubled)


def test_a_loose_end_is_refused() -> None:
    loose = CONTENT.model_copy(update={"scenarios": ()})
    with pytest.raises(InputError, match="there is no scenario PUBLIC/"):
        check(loose)
