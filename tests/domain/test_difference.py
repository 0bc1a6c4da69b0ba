"""The difference of two contents: every line reads as people write it, and nothing that differs is left out."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.difference import difference
from domain.documents import Authority
from domain.readings import Case
from domain.rulegraph import Method, RuleGraph
from domain.rules.rule import PUBLIC, Former, Rule
from tests.domain.examples import (
    SINCE,
    applies,
    cites,
    conflicts,
    delay_pay,
    graph,
    night_pay,
    overrides,
    rest,
    rule,
    scenario,
    version,
)

NEW_YEAR, SPRING = date(2027, 1, 1), date(2027, 4, 1)
LATE, NIGHT = delay_pay("late", 50), night_pay("night", 10)
TABLE = {
    "family": "fdp_table",
    "rows": [
        {"start": "0:00", "end": "6:00", "limits": ["9:00", "8:30"]},
        {"start": "6:00", "end": "24:00", "limits": ["12:00", "11:30"]},
    ],
}
SCALE = {
    "family": "hourly_rate",
    "steps": [
        {"position": "CAPTAIN", "years": 0, "rate": "200.00"},
        {"position": "CAPTAIN", "years": 2, "rate": "210.50"},
    ],
}


def _with(one: Rule, **fields: Any) -> Rule:
    return Rule.model_validate(one.model_dump() | fields)


def _percents(*dated: tuple[date, int]) -> Rule:
    spec = {"family": "delay_pay", "after": "1:00"}
    return rule("late", None, versions=tuple(version(day, spec | {"percent": percent}) for day, percent in dated))


def _of(given: dict[str, Any], way: tuple[str | int, ...], value: object) -> dict[str, Any]:
    """A spec with another value at one place."""
    spec: Any = {**given, way[0]: [dict(item) for item in given[str(way[0])]]}
    place = spec
    for step in way[:-1]:
        place[step] = list(place[step]) if isinstance(place[step], list) else place[step]
        place = place[step]
    place[way[-1]] = value
    return spec  # type: ignore[no-any-return]


SCALE_LATER = _of(SCALE, ("steps", 1, "rate"), "215")
TABLE_LATER = _of(TABLE, ("rows", 1, "limits", 1), "11:00")


@pytest.mark.parametrize(
    ("before", "after", "expect"),
    [
        pytest.param(graph(LATE), graph(LATE), [], id="the same"),
        pytest.param(
            graph(LATE), graph(LATE, NIGHT),
            ["XP/night: rule added, night", "XP/night APPLIES_TO PUBLIC/any_flight: added"], id="a rule more",
        ),
        pytest.param(
            graph(LATE, NIGHT), graph(LATE),
            ["XP/night: rule removed, night", "XP/night APPLIES_TO PUBLIC/any_flight: removed"], id="a rule less",
        ),
        pytest.param(
            graph(_percents((SINCE, 50))), graph(_percents((SINCE, 60))), ["XP/late: percent 50 -> 60"], id="corrected",
        ),
        pytest.param(
            graph(_percents((SINCE, 50))), graph(_percents((SINCE, 50), (NEW_YEAR, 60))),
            ["XP/late: percent 50 -> 60 from 2027-01-01 on"], id="from a day on",
        ),
        pytest.param(
            graph(_percents((SINCE, 50), (NEW_YEAR, 60))), graph(_percents((SINCE, 50), (SPRING, 60))),
            ["XP/late: percent 60 -> 50 from 2027-01-01 up to 2027-04-01"], id="put off",
        ),
        pytest.param(
            graph(_percents((SINCE, 50), (NEW_YEAR, 60))), graph(_percents((SINCE, 55), (NEW_YEAR, 60))),
            ["XP/late: percent 50 -> 55 up to 2027-01-01"], id="only before",
        ),
        pytest.param(
            graph(_percents((SINCE, 50))), graph(_percents((SINCE, 50), (NEW_YEAR, 50))),
            ["XP/late: versions 2024-01-01 -> 2024-01-01, 2027-01-01"], id="dated anew, and the same",
        ),
        pytest.param(
            graph(rule("table", TABLE, owner=PUBLIC)), graph(rule("table", TABLE_LATER, owner=PUBLIC)),
            ["PUBLIC/table: rows[06:00].limits[2] 11:30 -> 11:00"], id="a cell of a table",
        ),
        pytest.param(
            graph(rule("scale", SCALE)), graph(rule("scale", SCALE_LATER)),
            ["XP/scale: steps[CAPTAIN,2].rate 210.50 -> 215.00"], id="a step of a scale",
        ),
        pytest.param(
            graph(rule("scale", SCALE)), graph(rule("scale", SCALE | {"steps": SCALE["steps"][:1]})),
            ["XP/scale: steps[CAPTAIN,2] position CAPTAIN, years 2, rate 210.50 -> none"], id="a step less",
        ),
        pytest.param(
            graph(rule("scale", SCALE)), graph(rule("scale", SCALE | {"steps": SCALE["steps"][::-1]})),
            ['XP/scale: steps in order CAPTAIN,0, CAPTAIN,2 -> CAPTAIN,2, CAPTAIN,0'], id="in another order",
        ),
        pytest.param(
            graph(rest("rest", 10, owner=PUBLIC)), graph(_with(rest("rest", 10, owner=PUBLIC), expires=NEW_YEAR)),
            ["PUBLIC/rest: expires none -> 2027-01-01"], id="it ends",
        ),
        pytest.param(
            graph(rule("words", None)), graph(rule("words", {"family": "minimum_rest", "minutes": "10:30"})),
            ["XP/words: content none -> family minimum_rest, minutes 10:30"], id="text becomes a rule",
        ),
        pytest.param(
            graph(scenario("odd", "delay_minutes >= 60")),
            graph(
                scenario("odd", "delay_minutes >= 90").model_copy(
                    update={"earlier": (Former(until=NEW_YEAR, condition="delay_minutes >= 60"),)}
                )
            ),
            ['PUBLIC/odd: condition "delay_minutes >= 60" -> "delay_minutes >= 90" from 2027-01-01 on'],
            id="a condition",
        ),
        pytest.param(
            graph(LATE, NIGHT, overrides(LATE, NIGHT).model_copy(update={"because": "agreed"})),
            graph(LATE, NIGHT, overrides(LATE, NIGHT).model_copy(update={"because": "agreed", "until": NEW_YEAR})),
            ["XP/late OVERRIDES XP/night: ends on 2027-01-01"], id="a relationship ends",
        ),
        pytest.param(
            graph(LATE, NIGHT, conflicts(LATE, NIGHT, Method.MANUAL_REVIEW)),
            graph(LATE, NIGHT, conflicts(LATE, NIGHT, Method.LATER_EFFECTIVE)),
            ["XP/late CONFLICTS_WITH XP/night: method MANUAL_REVIEW -> LATER_EFFECTIVE"], id="a method",
        ),
        pytest.param(
            graph(LATE), graph(LATE, cites(LATE, "Clause late")),
            ["XP/late CITES PUBLIC/Clause late: added"], id="a citation",
        ),
        pytest.param(
            RuleGraph(cases=(Case(name="an hour", rule="late", input={"delay_minutes": 60}, expect=0),)),
            RuleGraph(cases=(Case(name="an hour", rule="late", input={"delay_minutes": 61}, expect=1),)),
            [
                "PUBLIC/late: an hour: input[delay_minutes] 60 -> 61",
                "PUBLIC/late: an hour: expect 0 -> 1",
            ],
            id="a case",
        ),
        pytest.param(
            RuleGraph(authorities=(Authority(code="FAA", title="Federal Aviation Administration"),)),
            RuleGraph(authorities=(Authority(code="FAA", title="FAA"),)),
            ['PUBLIC/FAA: title "Federal Aviation Administration" -> FAA'], id="an authority",
        ),
    ],
)  # fmt: skip
def test_a_difference_reads_as_people_write_it(before: RuleGraph, after: RuleGraph, expect: list[str]) -> None:
    assert [each.told for each in difference(before, after)] == expect


def test_whose_relationship_it_is_shows_where_both_ends_are_shared() -> None:
    one, two = rest("one", 10, owner=PUBLIC), rest("two", 10, owner=PUBLIC)
    drawn = overrides(one, two, owner="XP").model_copy(update={"because": "ours"})
    found = difference(graph(one, two), graph(one, two, drawn))
    assert [each.told for each in found] == ["PUBLIC/one OVERRIDES PUBLIC/two for XP: added, because ours"]


_percent, _day = st.integers(0, 3), st.dates(date(2026, 1, 1), date(2026, 1, 6))
_late = st.dictionaries(_day, _percent, max_size=3).map(
    lambda dated: _percents((SINCE, 50), *sorted(dated.items()))
)  # fmt: skip
_rules = st.tuples(_late, st.sampled_from([None, NIGHT, _with(NIGHT, priority=3), _with(NIGHT, bases=("HVN",))]))
_ends = st.sampled_from([None, NEW_YEAR, SPRING])


def _graph(rules: tuple[Rule, Rule | None], ends: date | None, scenarios: list[str]) -> RuleGraph:
    late, night = rules
    drawn = [edge.model_copy(update={"until": ends}) for edge in applies(late, *scenarios)]
    return graph(late, *([night] if night else []), drawn)


_graphs = st.builds(
    _graph, _rules, _ends, st.lists(st.sampled_from(["delayed", "early"]), min_size=1, max_size=2, unique=True)
)


@given(_graphs, _graphs)
def test_contents_differ_exactly_where_there_is_a_difference(before: RuleGraph, after: RuleGraph) -> None:
    found = difference(before, after)
    assert bool(found) == (before.ordered() != after.ordered())
    assert all(each.told.startswith(f"{each.name}: ") and "/" in each.name for each in found)
    assert difference(before.ordered(), after) == found


@given(_graphs, _graphs)
def test_the_way_back_is_the_same_difference_turned_around(before: RuleGraph, after: RuleGraph) -> None:
    there = {(each.name, each.path, each.before, each.after) for each in difference(before, after)}
    back = {(each.name, each.path, each.after, each.before) for each in difference(after, before)}
    assert there == back
