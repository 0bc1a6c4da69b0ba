"""Components that count credit come before or after those that add to it, as edges say; nothing is left to names."""

from datetime import date
from typing import Any

import pytest

from domain.credit_order import check_order
from domain.errors import RefusedError
from domain.rulegraph import Edge, EdgeKind
from domain.rules.rule import PUBLIC, Key
from tests.payroll.books import book, flat_rate, rule

CREDIT = {"type": "leg_credit", "basis": "scheduled"}
DEAD = {"type": "deadhead_credit", "percent": 50}
RIG = {"type": "duty_rig", "per": 2}
DAY = {"type": "minimum_credit", "component": "minimum_day", "per": "calendar_day", "minutes": "5:00"}
LEAST_DUTY = {"type": "minimum_credit", "component": "minimum_duty", "per": "duty", "minutes": "5:00"}
GUARANTEE = {"type": "monthly_guarantee", "hours": 70}
MOST = {"type": "greatest_of", "grain": "trip", "of": ["flight_pay", "duty_rig"]}
OF_DUTY = {"type": "greatest_of", "component": "most_duty", "grain": "duty", "of": ["flight_pay", "duty_rig"]}
BASE = "duty_rig > flight_pay"
ALL = f"{BASE}, guarantee > duty_rig"


def check(terms: dict[str, Any], needs: str, **scopes: Any) -> None:
    rules = [(rule(code, spec, **scopes.get(code, {})), "any_period") for code, spec in terms.items()]
    edges = [
        Edge(kind=EdgeKind.DEPENDS_ON, owner="XP", source=Key(PUBLIC, one), target=Key(PUBLIC, other))
        for one, other in (each.split(" > ") for each in filter(None, needs.split(", ")))
    ]
    check_order(book([(flat_rate("90.00"), "any_period"), *rules]), edges)


SOUND = [
    ("the usual chain", {"C": CREDIT, "R": RIG, "G": GUARANTEE}, ALL),
    ("what adds may say that it comes after what counts", {"C": CREDIT, "R": RIG, "D": DEAD},
     f"{BASE}, deadhead > duty_rig"),
    ("leave without credit is counted by nobody",
     {"G": GUARANTEE, "T": {"type": "training_pay", "minutes": "4:00", "credited": False}}, ""),
    ("overtime need not come after what it leaves out",
     {"O": {"type": "overtime", "threshold": "80:00", "percent": 50, "excludes": ["training"]},
      "T": {"type": "training_pay", "minutes": "4:00"}}, ""),
    ("a flat premium counts no credit",
     {"C": CREDIT, "P": {"type": "premium", "component": "red_eye", "flat": "5.00"}}, ""),
    ("a premium by the leg counts no rig that it leaves out",
     {"R": RIG, "P": {"type": "premium", "component": "red_eye", "percent": 5, "rigs_eligible": False}}, ""),
    ("a greatest after all that it compares", {"C": CREDIT, "R": RIG, "M": MOST}, f"{BASE}, greatest_of > duty_rig"),
    ("a floor after the greatest", {"C": CREDIT, "R": RIG, "M": MOST, "D": LEAST_DUTY},
     f"{BASE}, greatest_of > duty_rig, minimum_duty > greatest_of"),
]  # fmt: skip
UNSOUND = [
    ("a deadhead beside a rig", {"C": CREDIT, "R": RIG, "D": DEAD}, BASE,
     r"XP/R \(duty_rig\) counts what XP/D \(deadhead\) pays, and neither component depends on the other"),
    ("a guarantee that does not count the rig", {"C": CREDIT, "R": RIG, "G": GUARANTEE},
     f"{BASE}, guarantee > flight_pay",
     r"XP/G \(guarantee\) counts what XP/R \(duty_rig\) pays"),
    ("a standby beside a guarantee", {"G": GUARANTEE, "S": {"type": "standby_credit"}}, "", r"XP/S \(standby\) pays"),
    ("a rig on the calendar day", {"R": RIG, "D": DAY}, "", r"XP/D \(minimum_day\) counts what XP/R"),
    ("a premium that rigs are eligible for",
     {"R": RIG, "P": {"type": "premium", "component": "red_eye", "percent": 5}}, "", r"XP/P \(red_eye\) counts what"),
    ("a percentage of a rate that another raises",
     {"P": {"type": "premium", "component": "red_eye", "percent": 5, "rigs_eligible": False, "stacking": "compounding"},
      "H": {"type": "holiday_premium", "percent": 100, "dates": ["2026-01-01"]}},
     "", r"XP/P \(red_eye\) counts what XP/H"),
    ("a greatest of what comes after it", {"C": CREDIT, "R": RIG, "M": MOST}, f"{BASE}, greatest_of > flight_pay",
     "XP/M compares duty_rig, which does not come before greatest_of: let it depend on it"),
    ("a floor that is compared twice", {"C": CREDIT, "R": RIG, "M": MOST, "T": OF_DUTY},
     f"{BASE}, greatest_of > most_duty, most_duty > duty_rig",
     "XP/M compares duty_rig, of which XP/T takes the greatest already: name it in one"),
    ("a greatest of the greatest",
     {"C": CREDIT, "R": RIG, "M": MOST | {"of": ["flight_pay", "most_duty"]}, "T": OF_DUTY},
     f"{BASE}, greatest_of > most_duty, most_duty > duty_rig",
     "XP/M compares most_duty, of which XP/T takes the greatest already"),
    ("a floor that counts what may be taken away", {"C": CREDIT, "R": RIG, "M": MOST, "D": LEAST_DUTY},
     f"{BASE}, greatest_of > duty_rig, minimum_duty > duty_rig",
     r"XP/D \(minimum_duty\) counts what XP/R pays before XP/M has taken the greatest"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "terms", "needs"), SOUND, ids=[case[0] for case in SOUND])
def test_an_order_that_is_sound(name: str, terms: dict[str, Any], needs: str) -> None:
    check(terms, needs)


@pytest.mark.parametrize(("name", "terms", "needs", "why"), UNSOUND, ids=[case[0] for case in UNSOUND])
def test_an_order_that_is_refused_with_names(name: str, terms: dict[str, Any], needs: str, why: str) -> None:
    with pytest.raises(RefusedError, match=why):
        check(terms, needs)


@pytest.mark.parametrize("scope", [{"positions": ["FLIGHT_ATTENDANT"]}, {"bases": ["LAX"]}])
def test_rules_that_never_meet_in_one_person_need_no_order(scope: dict[str, Any]) -> None:
    pilots = {"positions": ["CAPTAIN"], "bases": ["EWR"]}
    check({"R": RIG, "D": DEAD}, "", R=pilots, D=scope)


def test_every_version_counts() -> None:
    later = {"type": "overtime", "threshold": "80:00", "percent": 50}
    versions = [
        {"since": date(2020, 1, 1), "spec": later | {"excludes": ["training"]}},
        {"since": date(2026, 1, 5), "spec": later},
    ]
    overtime = rule("O", versions=versions)
    training = rule("T", {"type": "training_pay", "minutes": "4:00"})
    with pytest.raises(RefusedError, match=r"XP/O \(overtime\) counts what XP/T"):
        check_order(book([(overtime, "any_period"), (training, "any_period")]), [])
