"""Which scenarios hold on one row, why, and in what order; what is stated wrongly of a row is refused."""

from datetime import date, datetime
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.conditions import evaluate, parse
from domain.conditions.together import inside
from domain.errors import InputError, RefusedError
from domain.matching import Answer, Match, match
from domain.rules.pay import Grain
from domain.rules.rule import PUBLIC, Key, Scenario

CONDITIONS = {
    "any_duty": (Grain.DUTY, "TRUE"),
    "any_flight": (Grain.LEG, "TRUE"),
    "controllable": (Grain.LEG, "delay_minutes >= 60 AND delay_code IN ('MX', 'CREW')"),
    "delayed": (Grain.LEG, "delay_minutes >= 60"),
    "disrupted": (Grain.LEG, "cancelled OR diverted OR delay_minutes > 45"),
    "long_controllable": (Grain.LEG, "delay_minutes >= 180 AND delay_code IN ('MX', 'CREW')"),
    "uncoded": (Grain.LEG, "delay_code IS NULL"),
    "weather": (Grain.LEG, "delay_minutes >= 15 AND delay_code = 'WX'"),
}
SPECIALIZES = [("long_controllable", "controllable"), ("controllable", "delayed"), ("delayed", "any_flight")]


def key(name: str) -> Key:
    return Key(PUBLIC, name)


def scenario(name: str, grain: Grain, condition: str) -> Scenario:
    return Scenario(id=name, title=name.upper(), category="example", grain=grain, condition=condition)


SCENARIOS = [scenario(name, *given) for name, given in CONDITIONS.items()]
PAIRS = [(key(inner), key(outer)) for inner, outer in SPECIALIZES]
LATE = {"delay_minutes": 200, "delay_code": "MX", "segments": 3}


def matched(facts: dict[str, object], grain: Grain = Grain.LEG) -> Match:
    return match(facts, grain, SCENARIOS, PAIRS)


def names(answers: tuple[Answer, ...]) -> list[str]:
    return [answer.scenario.code for answer in answers]


def of(name: str, answers: tuple[Answer, ...]) -> Answer:
    return next(answer for answer in answers if answer.scenario == key(name))


def test_most_specific_first_then_what_fails_and_what_needs_data() -> None:
    found = matched(LATE)
    assert names(found.holds) == ["long_controllable", "controllable", "delayed", "disrupted", "any_duty", "any_flight"]
    assert names(found.fails) == ["uncoded", "weather"]
    assert names(matched({"delay_minutes": 200}).needs_data) == [
        "controllable", "long_controllable", "uncoded", "weather",
    ]  # fmt: skip


def test_what_holds_says_which_parts_with_their_values() -> None:
    found = of("controllable", matched(LATE).holds)
    assert found.title == "CONTROLLABLE"
    assert [(reason.condition, reason.values) for reason in found.why] == [
        ("delay_code IN ('CREW', 'MX')", (("delay_code", "MX"),)),
        ("delay_minutes >= 60", (("delay_minutes", 200),)),
    ]
    assert found.inside == (key("any_flight"), key("delayed"))


def test_of_alternatives_those_that_hold_are_named() -> None:
    (reason,) = of("disrupted", matched({"cancelled": True, "diverted": False}).holds).why
    assert (reason.condition, reason.values) == ("cancelled", (("cancelled", True),))


def test_what_fails_says_by_how_much_and_what_does_hold() -> None:
    found = of("long_controllable", matched({**LATE, "delay_minutes": 145}).fails)
    assert found.outcome.reason == "delay_minutes >= 180 fails: it is 145, 35 short"
    assert [reason.condition for reason in found.why] == ["delay_code IN ('CREW', 'MX')"]


def test_what_needs_data_names_the_facts() -> None:
    found = of("disrupted", matched({"diverted": False}).needs_data)
    assert found.outcome.missing == ("cancelled", "delay_minutes")


def test_a_blank_on_record_is_not_a_fact_left_out() -> None:
    assert "uncoded" in names(matched({"delay_code": None}).holds)
    assert "uncoded" in names(matched({}).needs_data)


def test_a_duty_answers_for_duties_and_what_is_coarser() -> None:
    found = matched({"segments": 3}, Grain.DUTY)
    assert [*names(found.holds), *names(found.fails), *names(found.needs_data)] == ["any_duty"]


def test_a_proof_orders_what_nobody_drew() -> None:
    proved = [scenario("a_wide", Grain.LEG, "segments + deadheads >= 3"),
              scenario("b_narrow", Grain.LEG, "segments >= 2 AND deadheads >= 1")]  # fmt: skip
    assert names(match({"segments": 2, "deadheads": 1}, Grain.LEG, proved).holds) == ["b_narrow", "a_wide"]


def test_what_was_drawn_stands_against_a_proof() -> None:
    drawn = [scenario("narrow", Grain.LEG, "segments >= 5"), scenario("wide", Grain.LEG, "segments >= 2")]
    found = match({"segments": 5}, Grain.LEG, drawn, [(key("wide"), key("narrow"))])
    assert names(found.holds) == ["wide", "narrow"]


def test_a_drawing_reaches_through_what_does_not_hold() -> None:
    through = [scenario("a_wide", Grain.LEG, "segments > 1"), scenario("m", Grain.LEG, "cancelled"),
               scenario("z_narrow", Grain.LEG, "deadheads > 1")]  # fmt: skip
    pairs = [(key("z_narrow"), key("m")), (key("m"), key("a_wide"))]
    found = match({"segments": 2, "deadheads": 2, "cancelled": False}, Grain.LEG, through, pairs)
    assert names(found.holds) == ["z_narrow", "a_wide"]


def test_a_circle_is_refused() -> None:
    with pytest.raises(RefusedError, match="in a circle: PUBLIC/"):
        match({}, Grain.LEG, SCENARIOS, [*PAIRS, (key("any_flight"), key("long_controllable"))])


REFUSED: list[tuple[str, Grain, dict[str, object], str]] = [
    ("a misspelt fact", Grain.LEG, {"delay_minute": 3}, r"no fact delay_minute: did you mean delay_minutes or .*\?"),
    ("an unknown fact", Grain.PERIOD, {"xyz": 3}, "no fact xyz: those of a period are crew_position, base, risk_man"),
    ("a fact of a leg on a duty", Grain.DUTY, {"delay_minutes": 3},
     "delay_minutes is a fact of a leg, not of a duty: ask about one leg, or leave it out"),
    ("a number as text", Grain.LEG, {"delay_minutes": "3"}, "delay_minutes is '3': it must be of type integer"),
    ("a flag as number", Grain.LEG, {"cancelled": 1}, "cancelled is 1: it must be of type boolean"),
    ("a number as flag", Grain.LEG, {"delay_minutes": True}, "delay_minutes is True: it must be of type integer"),
    ("an instant", Grain.LEG, {"duty_date": datetime(2026, 7, 4)}, "duty_date is .* must be of type date"),  # noqa: DTZ001
    ("a misspelt position", Grain.LEG, {"crew_position": "CAPTIAN"}, "'CAPTIAN', which it never is: write 'CAPTAIN'"),
    ("less than nothing", Grain.LEG, {"delay_minutes": -1}, "delay_minutes is -1: it lies from 0 to 527040"),
    ("a day long gone", Grain.LEG, {"duty_date": date(1926, 7, 4)}, "lies from 1970-01-01 to 2199-12-31"),
]  # fmt: skip


@pytest.mark.parametrize(("grain", "facts", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refuses_what_such_a_row_cannot_have(grain: Grain, facts: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        match({**facts, "segments": 3} if grain is not Grain.PERIOD else facts, grain, SCENARIOS)


ROWS = st.fixed_dictionaries(
    {},
    optional={
        "delay_minutes": st.sampled_from([0, 15, 45, 60, 179, 180, None]),
        "delay_code": st.sampled_from(["MX", "WX", "ATC", None]),
        "cancelled": st.booleans() | st.none(),
        "diverted": st.booleans(),
    },
)


@given(ROWS, st.permutations(SCENARIOS), st.permutations(PAIRS))
def test_says_what_each_condition_says_alone(
    row: dict[str, object], scenarios: list[Scenario], pairs: list[tuple[Key, Key]]
) -> None:
    """In whatever order they are given; each scenario has one answer."""
    found = match(row, Grain.LEG, scenarios, pairs)
    assert found == matched(row)
    answers = [*found.holds, *found.fails, *found.needs_data]
    alone = {one.key: evaluate(parse(one.condition, one.grain), row) for one in SCENARIOS}
    assert {answer.scenario: answer.outcome for answer in answers} == alone
    assert len(answers) == len(SCENARIOS)


@given(ROWS)
def test_the_order_respects_what_lies_inside_what(row: dict[str, object]) -> None:
    conditions = {one.key: parse(one.condition, one.grain) for one in SCENARIOS}
    for earlier, later in combinations(names(matched(row).holds), 2):
        assert (later, earlier) not in SPECIALIZES
        inner, outer = conditions[key(later)], conditions[key(earlier)]
        assert not inside(inner, outer) or inside(outer, inner)
