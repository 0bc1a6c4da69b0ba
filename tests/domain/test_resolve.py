"""Which rules bind an airline in a period, in what order, and why others do not."""

from datetime import date

import pytest

from domain.errors import InputError, RefusedError
from domain.resolve import resolve
from domain.rulegraph import Edge
from domain.rules.rule import PUBLIC, Clause, Phase, Rule
from tests.domain.examples import (
    AIRLINE,
    END,
    START,
    applies,
    cites,
    codes,
    delay_pay,
    depends,
    graph,
    key,
    night_pay,
    overrides,
    resolved,
    rest,
    rule,
    scenario,
    specializes,
    version,
)

IN_FORCE = [
    ("all month", {}, None),
    ("until the first day", {"expires": START}, "expired on 2026-07-01, before the period"),
    ("until the second day", {"expires": date(2026, 7, 2)}, None),
    ("from the last day", {"effective": date(2026, 7, 31)}, None),
    ("from the next month", {"effective": END}, "takes effect on 2026-08-01, after the period"),
]


@pytest.mark.parametrize(("given", "why"), [case[1:] for case in IN_FORCE], ids=[case[0] for case in IN_FORCE])
def test_a_rule_binds_when_it_is_in_force_on_any_day(given: dict[str, date], why: str | None) -> None:
    book = resolved(delay_pay("4.B", 100, **given))
    assert [dropped.why for dropped in book.dropped] == ([why] if why else [])
    assert codes(book) == ([] if why else ["4.B"])


def test_a_rule_that_applies_to_nothing_is_dropped() -> None:
    lonely = rest("117.25(e)", 10, owner=PUBLIC)
    full = graph(lonely)
    bare = full.model_copy(update={"edges": ()})
    (dropped,) = resolve(bare, AIRLINE, START, END).dropped
    assert (dropped.rule, dropped.by, dropped.why) == (lonely.key, None, "applies to no scenario")
    assert codes(resolve(full, AIRLINE, START, END)) == ["117.25(e)"]


def test_an_airline_is_under_shared_law_and_its_own_contract() -> None:
    law, own, foreign = rest("117.25(e)", 10, owner=PUBLIC), delay_pay("4.B", 100), delay_pay("4.B", 50, owner="QQ")
    assert [chosen.rule for chosen in resolved(law, own, foreign).chosen] == [law, own]


def test_limits_come_first_then_pay_by_component_priority_and_key() -> None:
    rules = [
        rule("over", {"family": "overtime", "threshold": "80:00", "percent": 50}),
        rule("guarantee", {"type": "monthly_guarantee", "hours": 70}),
        delay_pay("low", 10),
        delay_pay("high", 20, priority=5),
        rest("rest", 10, owner=PUBLIC),
    ]
    book = resolved(
        *rules,
        depends("overtime", "guarantee"),
        depends("guarantee", "delay_pay"),
        overrides(rules[3], rules[2]),
        applies(rules[3], "long_delay"),
    )
    assert codes(book) == ["rest", "high", "low", "guarantee", "over"]
    assert [chosen.order for chosen in book.chosen] == [0, 1, 2, 3, 4]


def test_components_are_those_that_are_used_with_all_they_depend_on() -> None:
    over = rule("over", {"family": "overtime", "threshold": "80:00", "percent": 50})
    chain = [depends("overtime", "guarantee"), depends("guarantee", "duty_rig"), depends("duty_rig", "flight_pay")]
    assert [component.type for component in resolved(over, *chain).components] == [
        "flight_pay", "duty_rig", "guarantee", "overtime",
    ]  # fmt: skip


def test_a_circle_of_components_is_refused() -> None:
    circle = [depends("delay_pay", "overtime"), depends("overtime", "guarantee"), depends("guarantee", "delay_pay")]
    with pytest.raises(RefusedError, match=r"in a circle: .*delay_pay needs .*overtime"):
        resolved(delay_pay("4.B", 100), *circle)


def test_only_the_scenarios_of_standing_rules_are_kept_in_their_one_spelling() -> None:
    late = delay_pay("4.B", 100)
    wide = scenario("either", "180 <= delay_minutes OR delay_code IN ('MX')")
    (kept,) = resolved(late, wide, applies(late, "either")).scenarios
    assert (kept.id, kept.condition) == ("either", "delay_code = 'MX' OR delay_minutes >= 180")


def test_a_rule_cites_the_clauses_drawn_and_the_one_it_names() -> None:
    late = delay_pay("4.B", 100, clause="CBA 4.B")
    clauses = [Clause(citation=name, source="contract") for name in ("CBA 4.B", "CBA 1.2", "CBA 9")]
    assert [
        (str(rule), clause.citation) for rule, clause in resolved(late, *clauses, cites(late, "CBA 1.2")).cites
    ] == [
        ("XP/4.B", "CBA 1.2"),
        ("XP/4.B", "CBA 4.B"),
    ]


def test_a_hard_rule_of_planning_asks_only_for_planned_facts() -> None:
    hard = rest("117.25(e)", 10, owner=PUBLIC)
    with pytest.raises(RefusedError, match=r"PUBLIC/117.25\(e\).* PUBLIC/delayed asks for delay_minutes.* on the day"):
        resolved(hard, applies(hard, "delayed"))
    assert codes(resolved(hard, applies(hard, "planned_long"))) == ["117.25(e)"]
    day = rule("117.5", None, owner=PUBLIC, phase=Phase.OPERATE)
    assert codes(resolved(day, applies(day, "delayed"))) == ["117.5"]


late = delay_pay("4.B", 100)
UNREADABLE = [
    ("two rules of one key", [late, delay_pay("4.B", 50)], "Two rules are called XP/4.B"),
    ("two scenarios of one key", [scenario("delayed")], "Two scenarios are called PUBLIC/delayed"),
    ("an edge to nowhere", [late, applies(late, "nowhere")], "there is no PUBLIC/nowhere among the scenarios"),
    ("an edge between rules to nowhere", [late, overrides(late, delay_pay("9", 1))], "no XP/9 among the rules"),
    ("a component unknown", [rule("x", {"family": "premium", "component": "lunch", "flat": "5"})], "pays 'lunch'"),
    ("a condition unread", [scenario("odd", "delay > 3")], "Scenario PUBLIC/odd: In the condition 'delay > 3'"),
]  # fmt: skip


@pytest.mark.parametrize(("parts", "said"), [case[1:] for case in UNREADABLE], ids=[case[0] for case in UNREADABLE])
def test_a_graph_that_cannot_be_read_is_an_error(parts: list[Rule | Edge], said: str) -> None:
    with pytest.raises(InputError, match=said):
        resolved(*parts)


def test_an_empty_period_is_an_error() -> None:
    with pytest.raises(InputError, match="has no day"):
        resolve(graph(), AIRLINE, START, START)


def test_scenarios_that_specialize_each_other_are_refused() -> None:
    with pytest.raises(RefusedError, match="specialize each other in a circle"):
        resolved(specializes("long_delay", "delayed"), specializes("delayed", "long_delay"))


def test_edges_of_another_airline_do_not_count() -> None:
    strong, weak = delay_pay("strong", 100), delay_pay("weak", 50)
    narrow = applies(strong, "long_delay")
    book = resolved(strong, weak, narrow, overrides(strong, weak), overrides(weak, strong, owner="QQ"))
    assert [(pair.winner, pair.loser) for pair in book.precedence] == [(key("strong"), key("weak"))]


def test_each_day_takes_the_value_in_force_on_it() -> None:
    specs = [{"family": "delay_pay", "after": "1:00", "percent": percent} for percent in (50, 75)]
    dated = rule("4.B", None, versions=(version(date(2024, 1, 1), specs[0]), version(date(2026, 7, 15), specs[1])))
    (chosen,) = resolved(dated).chosen
    said = [chosen.rule.spec_on(date(2026, 7, day)) for day in (14, 15)]
    assert [getattr(spec, "percent", None) for spec in said] == [50, 75]


def test_night_and_delay_pay_stand_side_by_side() -> None:
    assert codes(resolved(night_pay("night", 50), delay_pay("late", 100))) == ["late", "night"]


def test_around_the_period_it_says_how_far_the_same_pay_rules_reach() -> None:
    old, new = delay_pay("old", 50, expires=END), delay_pay("new", 60, effective=date(2026, 8, 1))
    law = rest("117.25(e)", 10, owner=PUBLIC, effective=date(2026, 6, 30))
    assert (resolved(old, new, law).same_from, resolved(old, new, law).same_until) == (date(2024, 1, 1), END)
    lasting = resolved(delay_pay("old", 50, effective=START), law)
    assert (lasting.same_from, lasting.same_until) == (START, date.max)
