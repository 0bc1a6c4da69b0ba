"""Terms of pay as data: what is read, what is refused, and that a parameter left out changes nothing."""

from typing import Any, get_args

import pytest
from pydantic import TypeAdapter, ValidationError

from domain.rules.pay import Clock, Grain, MonthBoundary, Proration, Rounding, Stacking, StepChange, Term
from domain.rules.rule import Spec

SPEC: TypeAdapter[Any] = TypeAdapter(Spec)
STEP = {"position": "CAPTAIN", "years": 0, "rate": "90.00"}

LEAST: dict[str, dict[str, Any]] = {
    "hourly_rate": {"steps": [STEP]},
    "leg_credit": {"basis": "greater"},
    "deadhead_credit": {"percent": 50},
    "duty_rig": {"per": 2},
    "trip_rig": {"per": 4},
    "minimum_credit": {"component": "minimum_day", "per": "calendar_day", "minutes": "5:15"},
    "greatest_of": {"grain": "trip", "of": ["flight_pay", "trip_rig"]},
    "monthly_guarantee": {"hours": 70},
    "overtime": {"threshold": "80:00", "percent": 50},
    "premium": {"component": "red_eye", "percent": 50},
    "holiday_premium": {"percent": 100},
    "international_override": {"per_hour": "3.00", "home_countries": ["US"]},
    "language_premium": {"per_hour": "2.00"},
    "delay_pay": {"after": "1:00", "percent": 50},
    "holding_pay": {"after": "0:15", "percent": 50},
    "cancellation_protection": {},
    "call_out": {"minimum": "2:00"},
    "recall": {"percent": 200},
    "junior_assignment": {"percent": 150},
    "extension": {"after": "1:00", "percent": 50},
    "day_off_infringement": {"percent": 100},
    "standby_credit": {},
    "per_diem": {"per_hour": "2.25"},
    "boarding_pay": {"percent": 50, "times": [{"minutes": 40}]},
    "training_pay": {"minutes": "3:30"},
    "vacation_pay": {"minutes": "3:30"},
    "month_boundary": {},
    "rounding": {"of": "amount", "unit": 1, "grain": "leg"},
}
"""The least that each family must be told."""


def read(family: str, **more: Any) -> Any:
    return SPEC.validate_python({"family": family} | LEAST[family] | more)


def test_the_list_above_has_every_family() -> None:
    assert set(LEAST) == {kind.model_fields["family"].default for kind in get_args(Term)}


@pytest.mark.parametrize("family", LEAST)
def test_the_least_is_enough_and_comes_back_the_same(family: str) -> None:
    spec = read(family)
    assert SPEC.validate_python(spec.model_dump()) == spec
    assert SPEC.validate_json(spec.model_dump_json()) == spec


@pytest.mark.parametrize("family", LEAST)
def test_a_misspelt_parameter_is_refused(family: str) -> None:
    with pytest.raises(ValidationError, match="persent"):
        read(family, persent=1)


@pytest.mark.parametrize("family", LEAST)
def test_less_than_the_least_is_refused(family: str) -> None:
    for name in LEAST[family]:
        given = {key: value for key, value in LEAST[family].items() if key != name}
        with pytest.raises(ValidationError):
            SPEC.validate_python({"family": family} | given)


UNCHANGED: list[tuple[str, dict[str, Any]]] = [
    ("hourly_rate", {"step_change": StepChange.DUTY}),
    ("leg_credit", {"compare": Grain.LEG, "minimum": 0, "deadhead_percent": 100, "condition": None}),
    ("duty_rig", {"credit": 1, "windows": (), "whole_duty": None, "clock": Clock.BASE, "basis": "actual"}),
    ("monthly_guarantee", {"proration": Proration.NONE, "day_values": (), "table": ()}),
    ("overtime", {"excludes": (), "stacking": Stacking.ADDITIVE}),
    ("premium", {"clock": Clock.BASE, "stacking": Stacking.ADDITIVE, "rigs_eligible": True, "grain": Grain.LEG}),
    ("holiday_premium", {"method": "touches", "clock": Clock.STATION, "rigs_eligible": False}),
    ("delay_pay", {"measured": "arrival", "maximum": None}),
    ("per_diem", {"international_per_hour": None, "day_trips": True}),
]


@pytest.mark.parametrize(("family", "meaning"), UNCHANGED)
def test_a_parameter_left_out_means_what_the_term_always_meant(family: str, meaning: dict[str, Any]) -> None:
    spec = read(family)
    assert {name: getattr(spec, name) for name in meaning} == meaning


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("premium", {"flat": "5.00"}, "exactly one of percent, per_hour and flat"),
    ("premium", {"percent": None}, "exactly one of percent, per_hour and flat"),
    ("premium", {"percent": None, "per_hour": "1.00", "stacking": "compounding"}, "only a percentage compounds"),
    ("premium", {"percent": None, "flat": "5.00", "window": {"start": 0, "end": 60}}, "no hours inside a window"),
    ("premium", {"grain": "trip"}, "grain"),
    ("greatest_of", {"of": ["trip_rig"]}, "at least 2"),
    ("greatest_of", {"of": ["trip_rig", "trip_rig"]}, "name each once"),
    ("monthly_guarantee", {"proration": "table"}, "proration table and table go together"),
    ("monthly_guarantee", {"proration": "value_per_day"}, "proration value_per_day and day_values go together"),
    ("monthly_guarantee", {"day_values": [{"minutes": 260}]}, "go together"),
    (
        "monthly_guarantee",
        {"proration": "value_per_day", "day_values": [{"minutes": 260}, {"minutes": 247}]},
        "one length of month twice",
    ),
    ("monthly_guarantee", {"proration": "table", "table": [{"days": 1, "minutes": 0}]}, "must begin at 0 days"),
    (
        "monthly_guarantee",
        {"proration": "table", "table": [{"days": 0, "minutes": 0}, {"days": 0, "minutes": 60}]},
        "and ascend",
    ),
    ("monthly_guarantee", {"proration": "value_per_day", "day_values": [{"minutes": 1, "month_days": 27}]}, "27"),
    ("per_diem", {"international_per_hour": "3.00"}, "home_countries go together"),
    ("per_diem", {"home_countries": ["US"]}, "home_countries go together"),
    ("boarding_pay", {"per_hour": "23.66"}, "exactly one of percent and per_hour"),
    ("boarding_pay", {"times": [{"minutes": 40}, {"minutes": 45}]}, "an aircraft type twice"),
    ("boarding_pay", {"times": []}, "at least 1"),
    (
        "standby_credit",
        {"unused": [{"length": "6:00", "credit": "5:15"}, {"length": "4:00", "credit": "3:30"}]},
        "must ascend",
    ),
    ("minimum_credit", {"grain": "trip"}, "a minimum per calendar_day is paid per day"),
    ("cancellation_protection", {"grain": "trip"}, "a protection of the leg is paid per leg"),
    ("minimum_credit", {"per": "week"}, "per"),
    ("duty_rig", {"per": 0}, "per"),
    ("duty_rig", {"per": "1.5"}, "per"),
    (
        "duty_rig",
        {"windows": [{"start": "22:00", "end": "6:00", "per": 1}, {"start": "5:59", "end": "8:00", "per": 1}]},
        "two windows of the rig overlap",
    ),
    ("trip_rig", {"version": "AWARDED"}, "with version say basis scheduled or greater"),
    (
        "hourly_rate",
        {"steps": [{"position": "CAPTAIN", "years": 1, "rate": rate} for rate in ("90.00", "95.00")]},
        "steps say one position, aircraft and number of years twice",
    ),
    ("rounding", {"unit": 0}, "unit"),
    ("cancellation_protection", {"basis": "actual"}, "basis"),
]


@pytest.mark.parametrize(("family", "more", "message"), REFUSED)
def test_what_makes_no_sense_is_refused_with_the_reason(family: str, more: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        read(family, **more)


def test_a_ratio_of_one_for_one_and_a_half_is_two_for_three() -> None:
    rig = read("duty_rig", credit=2, per=3, windows=[{"start": "22:00", "end": "6:00", "per": 1}])
    assert (rig.credit, rig.per, rig.windows[0].credit) == (2, 3, 1)


def test_settings_of_a_statement_name_no_component() -> None:
    assert not any("component" in kind.model_fields for kind in (MonthBoundary, Rounding))
