"""Which of two rules stands on a row, what is dated or scoped, and what needs data."""

from datetime import date
from typing import Any

import polars as pl
import pytest

from domain.errors import InputError, RefusedError
from domain.frames import VERSIONS
from domain.money import USD, Currency
from domain.resolve import resolve
from domain.rulebook import Precedence, Rulebook
from domain.rulegraph import Edge, EdgeKind, Method, RuleGraph
from domain.rules.rule import Key, PayComponent, Rule, Scenario
from payroll.beside import Beside
from payroll.engine import PayResult, pay
from tests.payroll.books import COMPONENTS, SCENARIOS, before, book, flat_rate, rule
from tests.payroll.frames import crew_frame, month

RATE = (flat_rate("90.00"), "any_period")
DAY = {
    "date": "2026-01-05",
    "report": "6:00",
    "release": "14:00",
    "legs": ["XP1 EWR-MCO 07:00-09:00 flown 07:00-09:00", "XP2 MCO-EWR 10:00-12:00 flown 11:30-13:30 code MX"],
}
SHORT = rule("SHORT", {"type": "delay_pay", "after": "1:00", "percent": 50})
LONG = rule("LONG", {"type": "delay_pay", "after": "0:00", "percent": 100})
TURN = rule("TURN", {"type": "premium", "component": "red_eye", "flat": "30.00"})
OTHER = Method.MORE_FAVORABLE_TO_CREW


def paid(*rules: tuple[Rule, str], precedence: tuple[Precedence, ...] = (), **person: object) -> PayResult:
    crew = crew_frame({"crew_id": "c1"} | person)
    return pay(book([RATE, *rules], precedence), crew, *month([DAY]), USD)


def amounts(result: PayResult) -> list[tuple[str, int]]:
    return result.lines.select("rule_code", "amount").rows()


def test_two_premiums_stack_where_nothing_stands_between_them() -> None:
    assert amounts(paid((SHORT, "late_for_us"), (TURN, "late_for_us"))) == [("SHORT", 2250), ("TURN", 3000)]


def test_the_winner_of_a_component_stands_alone_where_it_holds() -> None:
    rules = (SHORT, "late_for_us"), (LONG, "late_for_us")
    assert amounts(paid(*rules, precedence=(before("LONG", "SHORT"),))) == [("LONG", 13500)]
    assert amounts(paid(*rules, precedence=(before("SHORT", "LONG"),))) == [("SHORT", 2250)]


def test_the_loser_still_pays_where_the_winner_does_not_hold() -> None:
    rules = (rule("ALL", {"type": "premium", "component": "red_eye", "flat": "10.00"}), "any_flight")
    late = rule("LATE", {"type": "premium", "component": "red_eye", "flat": "0.00"}), "late_for_us"
    result = paid(rules, late, precedence=(before("LATE", "ALL"),))
    assert amounts(result) == [("ALL", 1000)]
    assert result.lines["leg_id"].to_list() == ["c1-d0-l0"]


def test_across_components_a_winner_displaces_wherever_it_holds_whatever_it_pays() -> None:
    nothing = rule("LONG", {"type": "delay_pay", "after": "9:00", "percent": 100})
    pair = (before("LONG", "TURN"),)
    assert amounts(paid((nothing, "late_for_us"), (TURN, "late_for_us"), precedence=pair)) == []
    assert amounts(paid((LONG, "late_for_us"), (TURN, "late_for_us"), precedence=pair)) == [("LONG", 13500)]


@pytest.mark.parametrize("place", ["any_flight", "operated"])
@pytest.mark.parametrize("after", ["0:00", "9:00"])
def test_a_pair_resolved_and_a_pair_settled_row_by_row_pay_the_same(place: str, after: str) -> None:
    """The winner's scenario is proved to cover the loser's, or not: what is dropped whole would stand on no row."""
    parts = [rule("LONG", {"type": "delay_pay", "after": after, "percent": 100}), TURN, RATE[0]]
    graph = RuleGraph(
        rules=tuple(parts),
        scenarios=tuple(
            Scenario(id=name, title=name, category="TEST", grain=grain, condition=condition)
            for name, (grain, condition) in SCENARIOS.items()
        ),
        components=tuple(PayComponent(type=name, title=name, grain="leg") for name in COMPONENTS),
        edges=(
            *(Edge(kind=EdgeKind.APPLIES_TO, owner="XP", source=one.key, target=Key("PUBLIC", to))
              for one, to in zip(parts, (place, "operated", "any_period"), strict=True)),
            Edge(kind=EdgeKind.OVERRIDES, owner="XP", source=parts[0].key, target=TURN.key),
        ),
    )  # fmt: skip
    whole = resolve(graph, "XP", date(2026, 1, 1), date(2026, 2, 1))
    rows = book([RATE, (parts[0], place), (TURN, "operated")], [before("LONG", "TURN")])
    assert [one.rule.code for one in whole.dropped] == ["TURN"]
    frames = crew_frame({"crew_id": "c1"}), *month([DAY])
    assert amounts(pay(whole, *frames, USD)) == amounts(pay(rows, *frames, USD))


def test_a_line_whose_winner_is_in_doubt_is_not_written() -> None:
    rules = (TURN, "any_flight"), (rule("LATE", {"type": "delay_pay", "after": "0:00", "percent": 50}), "late_for_us")
    nobody_said = month([DAY | {"legs": [leg.replace(" code MX", "") for leg in DAY["legs"]]}])
    crew = crew_frame({"crew_id": "c1"})
    for method in (None, OTHER):
        result = pay(book([RATE, *rules], [before("LATE", "TURN", method)]), crew, *nobody_said, USD)
        assert result.lines.select("rule_code", "leg_id").rows() == [("TURN", "c1-d0-l0")]
        assert sorted(result.needs_data.select("rule_code", "key", "missing").rows()) == [
            ("LATE", "c1-d0-l1", "delay_code"),
            ("TURN", "c1-d0-l1", "delay_code"),
        ]


def test_a_rule_that_is_displaced_needs_no_data() -> None:
    late = rule("LATE", {"type": "delay_pay", "after": "0:00", "percent": 50})
    nobody_said = month([DAY | {"legs": ["XP2 MCO-EWR 10:00-12:00 flown 11:30-13:30"]}])
    rules = (TURN, "any_flight"), (late, "late_for_us")
    result = pay(book([RATE, *rules], [before("TURN", "LATE")]), crew_frame({"crew_id": "c1"}), *nobody_said, USD)
    assert (amounts(result), result.needs_data.height) == ([("TURN", 3000)], 0)


SAME = [
    ("premium", {"type": "premium", "component": "red_eye", "flat": "30.00"}, "any_flight"),
    ("delay", {"type": "delay_pay", "after": "0:00", "percent": 100}, "late_for_us"),
    ("credit", {"type": "leg_credit", "basis": "greater"}, "any_flight"),
    ("guarantee", {"type": "monthly_guarantee", "hours": 70}, "any_period"),
    ("per diem", {"type": "per_diem", "per_hour": "2.00"}, "any_duty"),
]


@pytest.mark.parametrize(("spec", "place"), [case[1:] for case in SAME], ids=[case[0] for case in SAME])
def test_two_rules_that_say_the_same_pay_once(spec: dict[str, object], place: str) -> None:
    once, twice = paid((rule("A", spec), place)), paid((rule("A", spec), place), (rule("B", spec), place))
    assert once.lines.height
    assert twice.lines.rows() == once.lines.rows()
    narrow = paid((rule("A", spec), place), (rule("B", spec, positions=["FIRST_OFFICER"]), place))
    assert narrow.lines.rows() == once.lines.rows()


def test_two_scales_that_say_the_same_are_one() -> None:
    credit = rule("CREDIT", {"type": "leg_credit", "basis": "scheduled"}), "any_flight"
    again = rule("RATE2", RATE[0].versions[0].spec.model_dump(mode="json")), "any_period"
    assert paid(credit, again).lines.rows() == paid(credit).lines.rows()


def test_a_scale_in_doubt_prices_nothing() -> None:
    """Whether the night's scale stands hangs on times that are not known; the other one is no better guess."""
    high = rule("HIGH", {"type": "hourly_rate", "steps": [{"position": "CAPTAIN", "years": 0, "rate": "200.00"}]})
    credit = rule("CREDIT", {"type": "leg_credit", "basis": "scheduled"})
    planned = month([DAY | {"legs": ["XP1 EWR-MCO 07:00-09:00"]}])
    contract = book([RATE, (high, "night_leg"), (credit, "any_flight")], [before("HIGH", "RATE")])
    result = pay(contract, crew_frame({"crew_id": "c1"}), *planned, USD)
    assert (result.lines.height, result.needs_data["missing"].to_list()) == (0, ["rate"])


def test_a_credit_that_is_displaced_after_it_was_counted_is_refused() -> None:
    credit = rule("CREDIT", {"type": "leg_credit", "basis": "scheduled"}), "any_flight"
    with pytest.raises(RefusedError, match="XP/TURN takes precedence over XP/CREDIT, whose credit was counted before"):
        paid(credit, (TURN, "any_flight"), precedence=(before("TURN", "CREDIT"),))


@pytest.mark.parametrize(("flat", "stands"), [("134.99", "LONG"), ("135.00", "TURN"), ("135.01", "TURN")])
def test_more_favorable_to_crew_is_the_larger_amount_and_of_equals_the_named_winner(flat: str, stands: str) -> None:
    turn = rule("TURN", {"type": "premium", "component": "red_eye", "flat": flat})
    result = paid((LONG, "late_for_us"), (turn, "late_for_us"), precedence=(before("TURN", "LONG", OTHER),))
    assert [code for code, _ in amounts(result)] == [stands]


@pytest.mark.parametrize(
    ("pair", "stands"),
    [
        (before("HIGH", "LOW"), ("HIGH", 144000)),
        (before("LOW", "HIGH"), ("LOW", 54000)),
        (before("LOW", "HIGH", OTHER), ("HIGH", 144000)),
    ],
)
def test_of_two_guarantees_with_precedence_the_one_that_stands_pays_all_of_it(
    pair: Precedence, stands: tuple[str, int]
) -> None:
    """What the one that goes would have paid is not counted first, whichever is worked out before the other."""
    credit = rule("CREDIT", {"type": "leg_credit", "basis": "scheduled"})
    low = rule("LOW", {"type": "monthly_guarantee", "hours": 10})
    high = rule("HIGH", {"type": "monthly_guarantee", "hours": 20, "component": "overtime"})
    rules = (credit, "any_flight"), (low, "any_period"), (high, "any_period")
    assert amounts(paid(*rules, precedence=(pair,))) == [("CREDIT", 18000), ("CREDIT", 18000), stands]


AWARDED = {"type": "leg_credit", "basis": "greater", "compare": "trip", "version": "AWARDED"}
PLAIN = {"type": "leg_credit", "basis": "scheduled"}


def awarded(
    *rules: tuple[Rule, str], precedence: tuple[Precedence, ...] = (), legs: list[str] | None = None
) -> PayResult:
    """Four hours flown on a trip that was awarded six, by the terms AWARDED and others."""
    duties, flown = month([DAY | {"legs": legs or DAY["legs"]}])
    told = {
        "crew_id": "c1",
        "trip_id": "c1-d0",
        "stage": "AWARDED",
        "report": 0,
        "release": 0,
        "block": 360,
        "deadhead": 0,
    }
    terms = book([RATE, (rule("AWARDED", AWARDED), "any_flight"), *rules], precedence)
    beside = Beside(versions=pl.DataFrame([told], schema=dict(VERSIONS)))
    return pay(terms, crew_frame({"crew_id": "c1"}), duties, flown, USD, beside)


def test_what_a_version_adds_to_a_trip_is_paid_once_by_rules_that_say_the_same() -> None:
    alone, both = awarded(), awarded((rule("AGAIN", AWARDED), "any_flight"))
    assert amounts(alone) == amounts(both) == [("AWARDED", 18000), ("AWARDED", 18000), ("AWARDED", 18000)]


def test_what_a_version_adds_to_a_trip_goes_with_the_last_of_its_legs() -> None:
    plain, pair = rule("PLAIN", PLAIN), (before("PLAIN", "AWARDED"),)
    assert amounts(awarded((plain, "any_flight"), precedence=pair)) == [("PLAIN", 18000), ("PLAIN", 18000)]
    late = awarded((plain, "late_for_us"), precedence=pair)
    assert amounts(late) == [("AWARDED", 18000), ("AWARDED", 18000), ("PLAIN", 18000)]


@pytest.mark.parametrize(("first", "stands"), [("07:00-09:00", 2), ("08:30-10:30", 0)])
def test_what_a_version_adds_to_a_trip_is_not_written_while_all_of_its_legs_are_in_doubt(
    first: str, stands: int
) -> None:
    """Nobody says why a leg was late: whether PLAIN holds on it is open."""
    legs = [f"XP1 EWR-MCO 07:00-09:00 flown {first}", "XP2 MCO-EWR 10:00-12:00 flown 11:30-13:30"]
    plain = (rule("PLAIN", PLAIN), "late_for_us")
    result = awarded(plain, precedence=(before("PLAIN", "AWARDED"),), legs=legs)
    assert amounts(result) == [("AWARDED", 18000)] * stands
    assert "c1-d0-l1" in result.needs_data.filter(rule_code="AWARDED")["key"]


def test_what_is_in_doubt_on_a_whole_trip_names_its_legs_and_somebody() -> None:
    rig = (rule("RIG", {"type": "trip_rig", "per": 2, "component": "flight_pay"}), "late_for_us")
    legs = [leg.removesuffix(" code MX") for leg in DAY["legs"]]
    result = awarded(rig, precedence=(before("RIG", "AWARDED"),), legs=legs)
    assert result.lines.is_empty()
    assert result.needs_data.select("crew_id", "rule_code", "key").rows() == [
        ("c1", "AWARDED", "c1-d0-l0"), ("c1", "AWARDED", "c1-d0-l1"), ("c1", "RIG", "c1-d0"),
    ]  # fmt: skip


def test_a_recall_without_credit_is_paid_once_where_its_duty_runs_into_another_month() -> None:
    recall = {"type": "recall", "percent": 200, "credited": False, "component": "red_eye"}
    edge = rule("EDGE", {"type": "month_boundary", "leg": "departure", "rig": "report"})
    legs = ["XP1 EWR-MCO 21:00-22:00 flown 21:00-22:00", "XP2 MCO-EWR 07:00+1-08:00+1 flown 07:00+1-08:00+1"]
    night = {"date": "2025-12-31", "report": "20:00", "release": "09:00+1", "by": "RECALL", "legs": legs}
    rules = [RATE, (edge, "any_period"), (rule("CREDIT", PLAIN), "any_flight")]
    both = [(rule(code, recall), "any_duty") for code in ("ONE", "OTHER")]
    alone, twice = (
        pay(_anywhere(book(rules + said)), crew_frame({"crew_id": "c1"}), *month([night]), USD)
        for said in (both[:1], both)
    )
    assert alone.lines["credit"].to_list() == [60, -60]
    assert twice.lines.equals(alone.lines)


def test_a_calendar_day_counts_a_recall_whatever_another_version_of_it_credits() -> None:
    recall = {"type": "recall", "percent": 150, "minimum": "6:00", "component": "duty_rig"}
    since = [(date(2020, 1, 1), True), (date(2026, 1, 6), False)]
    versions = [{"since": day, "spec": recall | {"credited": credited}} for day, credited in since]
    least = rule("LEAST", {"type": "minimum_credit", "component": "guarantee", "per": "calendar_day", "minutes": 420})
    rules = [
        RATE,
        (rule("CREDIT", PLAIN), "any_flight"),
        (rule("CALLED", versions=versions), "any_duty"),
        (least, "any_duty"),
    ]
    result = pay(book(rules), crew_frame({"crew_id": "c1"}), *month([DAY | {"by": "RECALL"}]), USD)
    assert result.lines.select("rule_code", "credit").rows()[2:] == [("CALLED", 120), ("LEAST", 60)]


def _anywhere(terms: Rulebook) -> Rulebook:
    """In force as it is on all days around its period too."""
    return terms.model_copy(update={"same_from": date.min, "same_until": date.max})


def test_a_premium_of_the_duty_displaces_that_of_its_leg() -> None:
    long_day = rule("DUTY", {"type": "premium", "component": "red_eye", "grain": "duty", "flat": "5.00"})
    result = paid((LONG, "late_for_us"), (long_day, "long_duty"), precedence=(before("DUTY", "LONG"),))
    assert amounts(result) == [("DUTY", 500)]


def test_two_rules_that_set_one_thing_are_refused_by_name() -> None:
    with pytest.raises(RefusedError, match=r"XP/G65 and XP/G70 both set guarantee .* c1"):
        paid(*((rule(f"G{h}", {"type": "monthly_guarantee", "hours": h}), "any_period") for h in (65, 70)))
    with pytest.raises(RefusedError, match="XP/A and XP/B both set red_eye of one leg, crew member c1"):
        paid(*((rule(code, {"type": "premium", "component": "red_eye", "flat": flat}), "late_for_us")
               for code, flat in (("A", "1.00"), ("B", "2.00"))))  # fmt: skip
    steps = [{"position": "CAPTAIN", "years": 0, "rate": "91.00"}]
    with pytest.raises(RefusedError, match="XP/RATE and XP/RATE2 both set the hourly rate"):
        paid((rule("RATE2", {"type": "hourly_rate", "steps": steps}), "any_period"))


def test_a_rule_takes_the_value_in_force_on_the_duty_s_own_date() -> None:
    versions = [{"since": day, "spec": TURN.versions[0].spec.model_dump(mode="json") | {"flat": flat}}
                for day, flat in (("2020-01-01", "10.00"), ("2026-01-05", "20.00"))]  # fmt: skip
    dated = rule("TURN", versions=versions)
    result = paid((dated, "late_for_us"))
    assert result.lines.select("amount", "rule_since").rows() == [(2000, date(2026, 1, 5))]
    expired = rule("TURN", versions=versions, expires=date(2026, 1, 5))
    assert amounts(paid((expired, "late_for_us"))) == []


@pytest.mark.parametrize(
    ("scope", "pays"),
    [
        ({}, True),
        ({"positions": ["FIRST_OFFICER"]}, False),
        ({"bases": ["LAX"]}, False),
        ({"bases": ["LAX", "EWR"]}, True),
        ({"effective": date(2026, 1, 6)}, False),
    ],
)
def test_a_rule_reaches_as_far_as_its_scope(scope: dict[str, object], pays: bool) -> None:
    turn = rule("TURN", TURN.versions[0].spec.model_dump(mode="json"), **scope)
    assert bool(amounts(paid((turn, "late_for_us")))) is pays


def test_a_rule_that_no_scenario_applies_pays_nothing() -> None:
    assert amounts(paid((TURN, []))) == []  # type: ignore[arg-type]


def test_longevity_moves_on_the_anniversary() -> None:
    steps = [{"position": "CAPTAIN", "years": years, "rate": rate} for years, rate in ((0, "90.00"), (5, "100.00"))]
    scale = rule("SCALE", {"type": "hourly_rate", "steps": steps})
    credit = rule("CREDIT", {"type": "leg_credit", "basis": "scheduled"})
    for hired, amount in ((date(2021, 1, 5), 20000), (date(2021, 1, 6), 18000)):
        crew = crew_frame({"crew_id": "c1", "hire_date": hired})
        result = pay(book([(scale, "any_period"), (credit, "any_flight")]), crew, *month([DAY]), USD)
        assert result.lines["amount"].to_list() == [amount, amount]


def test_what_cannot_be_decided_is_named_and_not_paid() -> None:
    crew, (duties, legs) = crew_frame({"crew_id": "c1"}), month([DAY])
    nobody_said = legs.with_columns(delay_code=pl.lit(None, dtype=pl.String))
    result = pay(book([RATE, (TURN, "late_for_us")]), crew, duties, nobody_said, USD)
    assert result.lines.is_empty()
    assert result.needs_data.rows() == [("c1", "XP", "TURN", "leg", "c1-d0-l1", "delay_code")]


def test_credit_without_a_rate_needs_the_rate() -> None:
    credit = rule("CREDIT", {"type": "leg_credit", "basis": "scheduled"})
    result = pay(book([(credit, "any_flight")]), crew_frame({"crew_id": "c1"}), *month([DAY]), USD)
    assert result.needs_data["missing"].to_list() == ["rate", "rate"]


def test_a_leg_that_is_still_to_be_flown_needs_its_block() -> None:
    credit = rule("CREDIT", {"type": "leg_credit", "basis": "greater"})
    planned = month([DAY | {"legs": ["XP1 EWR-MCO 07:00-09:00"]}])
    result = pay(book([RATE, (credit, "any_flight")]), crew_frame({"crew_id": "c1"}), *planned, USD)
    assert result.needs_data["missing"].to_list() == ["block_minutes"]


def test_what_counts_credit_is_open_while_credit_is() -> None:
    """A guarantee over credit that is not known yet would be a guess; so would a rig, overtime and holiday pay."""
    terms: list[tuple[str, dict[str, Any], str]] = [
        ("CREDIT", {"type": "leg_credit", "basis": "greater"}, "any_flight"),
        ("RIG", {"type": "duty_rig", "per": 2}, "any_duty"),
        ("GUARANTEE", {"type": "monthly_guarantee", "hours": 70}, "any_period"),
        ("OVERTIME", {"type": "overtime", "threshold": "1:00", "percent": 50}, "any_period"),
        ("HOLIDAY", {"type": "holiday_premium", "percent": 100, "dates": ["2026-01-05"]}, "any_flight"),
        ("MEALS", {"type": "per_diem", "per_hour": "1.00"}, "any_duty"),
    ]
    rules = [(rule(code, spec), place) for code, spec, place in terms]
    planned = month([DAY | {"legs": [DAY["legs"][0], "XP2 MCO-EWR 10:00-12:00"]}])
    result = pay(book([RATE, *rules]), crew_frame({"crew_id": "c1"}, {"crew_id": "c2"}), *planned, USD)
    mine = result.lines.filter(crew_id="c1")
    assert mine.select("rule_code", "leg_id").rows() == [
        ("CREDIT", "c1-d0-l0"), ("MEALS", None), ("HOLIDAY", "c1-d0-l0"),
    ]  # fmt: skip
    assert dict(result.needs_data.select("rule_code", "missing").rows()) == {
        "CREDIT": "block_minutes", "RIG": "credit", "GUARANTEE": "credit", "OVERTIME": "credit", "HOLIDAY": "credit",
    }  # fmt: skip
    assert result.lines.filter(crew_id="c2")["rule_code"].to_list() == ["GUARANTEE"]
    assert set(result.needs_data["crew_id"]) == {"c1"}


def test_what_reserve_is_credited_no_term_says() -> None:
    crew, (duties, legs) = crew_frame({"crew_id": "c1"}), month([DAY])
    waits = legs.with_columns(kind=pl.lit("RESERVE"))
    credit = rule("CREDIT", {"type": "leg_credit", "basis": "scheduled"})
    result = pay(book([RATE, (credit, "any_flight")]), crew, duties, waits, USD)
    assert (result.lines.height, result.needs_data.height) == (0, 2)


@pytest.mark.parametrize(("until", "pays"), [(None, False), (date(2026, 2, 1), False), (date(2026, 2, 2), True)])
def test_a_trip_into_days_of_other_rules_needs_those_rules(until: date | None, pays: bool) -> None:
    away = [DAY | {"date": "2026-01-31", "trip": "T"}, DAY | {"date": "2026-02-01", "trip": "T"}]
    contract = book([RATE, (TURN, "operated")]).model_copy(update={"same_until": until})
    result = pay(contract, crew_frame({"crew_id": "c1"}), *month(away), USD)
    assert set(result.lines["duty_id"]) == ({"c1-d0", "c1-d1"} if pays else {"c1-d0"})
    assert set(result.needs_data["missing"]) == (set() if pays else {"the rules of 2026-02-01"})


def test_rows_that_belong_to_nobody_are_refused() -> None:
    crew, (duties, legs) = crew_frame({"crew_id": "c1"}), month([DAY])
    with pytest.raises(InputError, match="duty c1-d0 is of crew member c1, who is not in this run"):
        pay(book([RATE]), crew_frame({"crew_id": "c2"}), duties, legs, USD)
    with pytest.raises(InputError, match="crew_id c1 is there twice"):
        pay(book([RATE]), pl.concat([crew, crew]), duties, legs, USD)
    with pytest.raises(InputError, match="c1-d0-l0 of c2 is in a duty of somebody else"):
        pay(book([RATE]), crew, duties, legs.with_columns(crew_id=pl.lit("c2")), USD)


def test_a_currency_without_decimals_pays_whole_units() -> None:
    steps = [{"position": "CAPTAIN", "years": 0, "rate": "9000"}]
    scale = rule("SCALE", {"type": "hourly_rate", "steps": steps})
    credit = rule("CREDIT", {"type": "leg_credit", "basis": "greater"})
    result = pay(book([(scale, "any_period"), (credit, "any_flight")]), crew_frame({"crew_id": "c1"}),
                 *month([DAY]), Currency("JPY", 0))  # fmt: skip
    assert result.lines["amount"].to_list() == [18000, 18000]
    assert result.lines["reason"][0].endswith("at 9000 an hour (XP/SCALE)")
