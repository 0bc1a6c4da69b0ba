"""Why a rule wrote no line, in words that name the value and by how much."""

import polars as pl
import pytest

from domain.errors import InputError
from domain.money import USD
from domain.rules.rule import Key, Rule
from payroll import explain
from payroll.engine import pay
from payroll.explain import not_paid
from tests.payroll.books import before, book, flat_rate, rule
from tests.payroll.frames import crew_frame, month

RATE = (flat_rate("90.00"), "any_period")
LATE = {"type": "premium", "component": "red_eye", "flat": "30.00"}
CREDIT = (rule("CREDIT", {"type": "leg_credit", "basis": "greater"}), "any_flight")
RIG = (rule("RIG", {"type": "duty_rig", "per": 3}), "any_duty")
NIGHT = {"type": "premium", "component": "red_eye", "grain": "duty", "flat": "5.00"}
HOLIDAY = {"type": "holiday_premium", "percent": 100, "dates": ["2026-01-01"]}
FIFTY_LATE = "XP1 EWR-MCO 07:00-09:00 flown 07:40-09:50 code MX"


def explained(*rules: tuple[Rule, str], legs: list[str], **pairs: object) -> list[tuple[str, str, int | None, str]]:
    day = {"date": "2026-01-05", "report": "6:00", "release": "10:00", "legs": legs}
    found = not_paid(
        book([RATE, *rules], **pairs), crew_frame({"crew_id": "c1"}), *month([day]), USD  # type: ignore[arg-type]
    )  # fmt: skip
    return found.select("rule_code", "cause", "short_by", "why").rows()


CASES = [
    (
        "the failed conjunct, what is there and by how much",
        (rule("LATE", LATE), "late_for_us"),
        FIFTY_LATE,
        ("LATE", "CONDITION", 10, "delay_minutes >= 60 fails: it is 50, 10 short"),
    ),
    (
        "the position",
        (rule("LATE", LATE, positions=["FIRST_OFFICER"]), "any_flight"),
        FIFTY_LATE,
        ("LATE", "OUT_OF_SCOPE", None, "it is for FIRST_OFFICER, not for CAPTAIN"),
    ),
    (
        "the base",
        (rule("LATE", LATE, bases=["LAX"]), "any_flight"),
        FIFTY_LATE,
        ("LATE", "OUT_OF_SCOPE", None, "it is for base LAX, not for EWR"),
    ),
    (
        "the date",
        (rule("LATE", LATE, expires="2026-01-05"), "any_flight"),
        FIFTY_LATE,
        ("LATE", "NOT_IN_FORCE", None, "on 2026-01-05 it is not in force: it is from 2020-01-01 up to 2026-01-05"),
    ),
    (
        "a fact that nobody recorded",
        (rule("LATE", LATE), "late_for_us"),
        "XP1 EWR-MCO 07:00-09:00 flown 08:30-10:30",
        ("LATE", "NEEDS_DATA", None, "it needs delay_code"),
    ),
    (
        "of the legs of a duty, the nearest to holding",
        (rule("NIGHT", NIGHT), "late_for_us"),
        FIFTY_LATE,
        ("NIGHT", "CONDITION", 10, "delay_minutes >= 60 fails: it is 50, 10 short"),
    ),
    (
        "no holiday",
        (rule("HOLIDAY", HOLIDAY), "any_flight"),
        FIFTY_LATE,
        ("HOLIDAY", "CONDITION", None, "leaves or arrives on one of its dates: not so here"),
    ),
    (
        "nothing over the credit",
        RIG,
        FIFTY_LATE,
        (
            "RIG",
            "NOTHING_DUE",
            50,
            "it comes to nothing: 4:00 on duty at 1:3 is 1:20, over 2:10 credit, at 90.00 an hour (XP/RATE)",
        ),
    ),
]


@pytest.mark.parametrize(("name", "term", "leg", "expected"), CASES, ids=[case[0] for case in CASES])
def test_why_there_is_no_line(name: str, term: tuple[Rule, str], leg: str, expected: tuple[object, ...]) -> None:
    assert explained(CREDIT, term, legs=[leg]) == [expected]


OVERTIME = (rule("OVER", {"type": "overtime", "threshold": "80:00", "percent": 50}), "any_period")
GUARANTEE = (rule("LEAST", {"type": "monthly_guarantee", "hours": 2}), "any_period")
DELAY = (rule("DELAY", {"type": "delay_pay", "after": "1:00", "percent": 50}), "any_flight")
GREATEST = (rule("MOST", {"type": "greatest_of", "grain": "duty", "of": ["flight_pay", "duty_rig"]}), "any_duty")
PARTS = [
    ("a condition", (rule("LATE", LATE), "late_for_us"), ("delay_minutes >= 60", "50", 10, "MINUTES")),
    ("a position", (rule("LATE", LATE, positions=["FIRST_OFFICER"]), "any_flight"),
     ("position in FIRST_OFFICER", "CAPTAIN", None, None)),
    ("a base", (rule("LATE", LATE, bases=["LAX"]), "any_flight"), ("base in LAX", "EWR", None, None)),
    ("a date", (rule("LATE", LATE, expires="2026-01-05"), "any_flight"),
     ("in force from 2020-01-01 up to 2026-01-05", "2026-01-05", None, None)),
    ("dates of holidays", (rule("HOLIDAY", HOLIDAY), "any_flight"),
     ("leaves or arrives on one of its dates", None, None, None)),
    ("a rig over the credit", RIG, ("credit < 1:20", "2:10", 50, "MINUTES")),
    ("a threshold of credit", OVERTIME, ("credit > 80:00", "2:10", 4670, "MINUTES")),
    ("a guarantee that is reached", GUARANTEE, ("credit < 2:00", "2:10", 10, "MINUTES")),
    ("a delay", DELAY, ("delay > 1:00", "0:50", 10, "MINUTES")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "term", "expected"), PARTS, ids=[part[0] for part in PARTS])
def test_the_part_that_is_not_so_with_its_value(
    name: str, term: tuple[Rule, str], expected: tuple[object, ...]
) -> None:
    day = {"date": "2026-01-05", "report": "6:00", "release": "10:00", "legs": [FIFTY_LATE]}
    found = not_paid(book([RATE, CREDIT, term]), crew_frame({"crew_id": "c1"}), *month([day]), USD)
    assert found.select("failed", "value", "short_by", "unit").rows() == [expected]


def test_a_greatest_of_that_adds_nothing_tells_its_branches_and_is_named_by_what_it_compares() -> None:
    rig, most = explained(CREDIT, RIG, GREATEST, legs=[FIFTY_LATE])
    assert rig == ("RIG", "DISPLACED", None, "XP/MOST takes the greatest, with this among what it compares")
    assert most[:3] == ("MOST", "NOTHING_DUE", None)
    assert "flight_pay is the greatest of flight_pay 2:10, duty_rig 1:20 on the duty of 2026-01-05" in str(most[3])


def test_what_is_owed_comes_with_why_the_rest_is_not() -> None:
    day = {"date": "2026-01-05", "report": "6:00", "release": "10:00", "legs": [FIFTY_LATE]}
    given = book([RATE, CREDIT, RIG]), crew_frame({"crew_id": "c1"}), *month([day]), USD
    told, paid = explain.explained(*given), pay(*given)
    assert told.result.lines.equals(paid.lines)
    assert told.result.totals.equals(paid.totals)
    assert told.not_paid.equals(not_paid(*given))


def test_a_displaced_rule_names_the_one_that_stands() -> None:
    late = "XP1 EWR-MCO 07:00-09:00 flown 08:30-10:30 code MX"
    rules = (rule("LOW", LATE), "any_flight"), (rule("HIGH", LATE | {"flat": "40.00"}), "late_for_us")
    found = explained(*rules, legs=[late], precedence=[before("HIGH", "LOW")])
    assert found == [("LOW", "DISPLACED", None, "XP/HIGH takes precedence here")]


def test_a_rule_that_says_the_same_as_another_names_the_one_that_pays() -> None:
    rules = (rule("LOW", LATE), "any_flight"), (rule("AGAIN", LATE), "any_flight")
    (said,) = explained(*rules, legs=[FIFTY_LATE])
    assert said == ("AGAIN", "DISPLACED", None, "XP/LOW sets the same here, and it is paid once")


def test_a_line_withheld_names_what_its_winner_needs() -> None:
    rules = (rule("LOW", LATE), "any_flight"), (rule("HIGH", LATE | {"flat": "40.00"}), "late_for_us")
    unsaid = "XP1 EWR-MCO 07:00-09:00 flown 08:30-10:30"
    found = explained(*rules, legs=[unsaid], precedence=[before("HIGH", "LOW")])
    assert {row[:2] + row[3:] for row in found} == {
        (code, "NEEDS_DATA", "it needs delay_code") for code in ("LOW", "HIGH")
    }


def test_one_rule_alone_can_be_asked_and_only_of_one_person() -> None:
    contract, frames = book([RATE, CREDIT, RIG]), month([{"date": "2026-01-05", "report": "6:00", "release": "6:00"}])
    one = crew_frame({"crew_id": "c1"})
    assert not_paid(contract, one, *frames, USD, only=Key("XP", "RIG"))["rule_code"].to_list() == ["RIG"]
    with pytest.raises(InputError, match="for one crew member, not for 2"):
        not_paid(contract, pl.concat([one, crew_frame({"crew_id": "c2"})]), *frames, USD)
