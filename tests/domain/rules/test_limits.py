"""Limits are checked when they are loaded: tables, windows, bands and what may be left to the day."""

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from domain.rules.limits import ON_THE_DAY
from domain.rules.rule import Rule, Spec

WHOLE = [{"start": "0:00", "end": "24:00"}]
NIGHT = {"start": "2:00", "end": "6:00"}
CREWS = [{"facility": 1, "pilots": 3}, {"facility": 1, "pilots": 4}]
EXTENSION = {"times": 2, "window": "168:00", "rest_both": "2:00", "rest_after": "4:00"}
RELIEF: dict[str, Any] = {
    "family": "easa_inflight_rest", "max_sectors": 3, "landing": "2:00", "long_flight": "9:00",
    "long_flight_sectors": 2, "long_flight_more": "1:00", "rest_after": "14:00",
}  # fmt: skip
ZONES = [{"difference": "4:00", "states": "BD"}]


def row(*limits: str) -> list[dict[str, Any]]:
    return [one | {"limits": list(limits)} for one in WHOLE]


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("more for more sectors", {"family": "easa_fdp_table", "rows": row("9:00", "10:00")}, "allow more"),
    ("a day with a gap", {"family": "easa_fdp_table", "rows": [{"start": 1, "end": 1440, "limits": [9]}]}, "minute 1"),
    (
        "a column without a limit",
        {"family": "augmented_fdp_table", "columns": CREWS, "rows": row("9:00")},
        "needs 2 limits",
    ),
    (
        "a better crew with less",
        {"family": "augmented_fdp_table", "columns": CREWS, "rows": row("10:00", "9:00")},
        "better rested crew less",
    ),
    (
        "a column twice",
        {"family": "augmented_fdp_table", "columns": [CREWS[0], CREWS[0]], "rows": row("9:00", "9:00")},
        "stands twice",
    ),
    (
        "a crew with rest in flight twice",
        RELIEF | {"limits": [CREWS[0] | {"limit": "16:00"}, CREWS[0] | {"limit": "17:00"}]},
        "stands twice",
    ),
    (
        "four pilots with less than three",
        {"family": "augmented_flight_time", "limits": [{"pilots": 3, "limit": 17}, {"pilots": 4, "limit": 13}]},
        "fly longer",
    ),
    (
        "nights with rest that earn less",
        {"family": "consecutive_nights", "window": NIGHT, "most": 3, "with_rest": 2, "rest": "2:00"},
        "less than most",
    ),
    (
        "a sum over nothing",
        {"family": "cumulative_limit", "quantity": "FDP", "limit": "60:00"},
        "exactly one of window",
    ),
    (
        "a sum over two windows",
        {"family": "cumulative_limit", "quantity": "FDP", "limit": 60, "window": 168, "calendar_days": 7},
        "exactly one of window",
    ),
    (
        "a sum of landings",
        {"family": "cumulative_limit", "quantity": "LANDINGS", "limit": 3, "window": 168},
        "FLIGHT_TIME",
    ),
    ("hours without a colon", {"family": "reserve_period", "maximum": "14"}, "no length"),
    ("a fraction of an hour", {"family": "reserve_period", "maximum": 11.5}, "valid integer"),
    ("a day of 25 hours", {"family": "curfew", "airport": "HVN", "window": {"start": 0, "end": "25:00"}}, "1440"),
    (
        "a window without length",
        {"family": "curfew", "airport": "HVN", "window": {"start": "6:00", "end": "6:00"}},
        "no length",
    ),
    (
        "a band upside down",
        {"family": "cabin_duty_band", "over": "16:00", "up_to": "14:00", "extra_crew": 1},
        "more than over",
    ),
    (
        "an extension that rises",
        {"family": "easa_planned_extension", "rows": row("9:00", "10:00")} | EXTENSION,
        "allow more",
    ),
    (
        "unknown state that rises",
        {"family": "easa_unknown_fdp", "risk_management": False, "limits": [1, 2]},
        "allow more",
    ),
    ("a state too few", {"family": "easa_acclimatisation", "elapsed": [1, 2], "rows": ZONES}, "one state more"),
    (
        "elapsed times that fall",
        {"family": "easa_acclimatisation", "elapsed": [2, 1], "rows": [ZONES[0] | {"states": "BDX"}]},
        "must rise",
    ),
    ("no bound of credit", {"family": "credit_bounds"}, "say least or most"),
    ("credit upside down", {"family": "credit_bounds", "least": "90:00", "most": "70:00"}, "least is more"),
    (
        "an extension that lifts nothing",
        {"family": "overrun_exception", "lifts": [], "after_takeoff": True},
        "at least 1",
    ),
]


@pytest.mark.parametrize(("given", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refuses(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        TypeAdapter(Spec).validate_python(given)
    assert said in str(refused.value)


PLANNED: list[dict[str, Any]] = [
    {"family": "minimum_rest", "minutes": "10:00"},
    {"family": "cumulative_limit", "quantity": "FDP", "limit": "60:00", "window": "168:00"},
    {"family": "reserve_period", "maximum": "14:00"},
    {"family": "cabin_duty_band", "up_to": "14:00", "extra_crew": 0},
    {"family": "easa_rest", "at": "AWAY", "least": "10:00"},
    {"family": "turn_time", "minutes": "0:40"},
]
OF_THE_DAY: list[dict[str, Any]] = [
    {"family": "interrupted_rest", "sleep": "8:00", "by_company": "REST", "by_crew": "SLEEP"},
    {"family": "overrun_exception", "lifts": ["FLIGHT_TIME"], "after_takeoff": True},
    {"family": "commander_discretion", "minutes": "2:00", "augmented_minutes": "3:00", "rest_floor": "10:00"},
]


def rule(spec: dict[str, Any], hard: bool, phase: str) -> Rule:
    return Rule.model_validate(
        {
            "code": "R",
            "kind": "FaaRule",
            "category": "c",
            "title": "t",
            "clause": "c",
            "positions": ["CAPTAIN"],
            "hard": hard,
            "phase": phase,
            "effective": "2024-01-01",
            "spec": spec,
        }
    )


@pytest.mark.parametrize("spec", PLANNED, ids=lambda spec: str(spec["family"]))
def test_a_hard_limit_of_planning_is_not_put_off_to_the_day(spec: dict[str, Any]) -> None:
    assert rule(spec, True, "BOTH").hard
    assert rule(spec, True, "PLAN").hard
    with pytest.raises(ValidationError, match=f"a hard {spec['family']} binds the planner"):
        rule(spec, True, "OPERATE")


@pytest.mark.parametrize("spec", OF_THE_DAY, ids=lambda spec: str(spec["family"]))
def test_what_governs_the_day_stays_allowed_there(spec: dict[str, Any]) -> None:
    assert rule(spec, True, "OPERATE").is_limit


def test_the_families_of_the_day_are_a_checked_list() -> None:
    """A family added here may be kept from the planner: think twice."""
    assert {family.model_fields["family"].default for family in ON_THE_DAY} == {
        "fdp_extension",
        "overrun_exception",
        "emergency_exception",
        "commander_discretion",
        "interrupted_rest",
    }
