"""A rule is checked when it is loaded: its dates, its versions, its family, its owner."""

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from domain.rules.limits import FdpTable, FlightTimeTable
from domain.rules.pay import MonthlyGuarantee, Premium, Proration
from domain.rules.rule import Rule

PLAIN: dict[str, Any] = {
    "code": "4.A",
    "owner": "XP",
    "kind": "ContractTerm",
    "category": "guarantee",
    "title": "Guarantee",
    "clause": "CBA 4.A",
    "positions": ["CAPTAIN"],
    "hard": False,
    "phase": "OPERATE",
    "effective": "2024-01-01",
    "spec": {"type": "monthly_guarantee", "hours": 70, "proration": "calendar_days"},
}
REST = {"family": "minimum_rest", "minutes": "10:00"}
PREMIUM = {"family": "premium", "component": "a", "flat": "5"}


def rule(**given: Any) -> Rule:
    """The plain rule with some of it said otherwise."""
    return Rule.model_validate(PLAIN | given)


def dated(*parts: tuple[str, dict[str, Any]]) -> dict[str, Any]:
    """Versions instead of one spec."""
    return {key: item for key, item in PLAIN.items() if key != "spec"} | {
        "versions": [{"since": since, "spec": spec} for since, spec in parts]
    }


def test_the_users_own_formula_loads_as_it_stands() -> None:
    (version,) = rule().versions
    assert version.spec == MonthlyGuarantee(minutes=4200, proration=Proration.CALENDAR_DAYS)
    assert version.since == date(2024, 1, 1)


REFUSED = [
    ("ends before it begins", {"expires": "2024-01-01"}, "is not after effective"),
    ("law owned by an airline", {"kind": "FaaRule"}, "law belongs to PUBLIC"),
    ("an unknown family", {"spec": {"family": "meal_rig"}}, "does not match any of the expected tags"),
    ("a misspelt term", {"spec": {"type": "overtime", "treshold": 1, "percent": 50}}, "Extra inputs"),
    ("for nobody", {"positions": []}, "at least 1 item"),
    ("a spec and versions", {"versions": []}, "not both"),
    ("a binary fraction of money", {"spec": {"family": "per_diem", "per_hour": 2.5}}, "write money in quotes"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_refuses(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        rule(**given)
    assert said in str(refused.value)


VERSIONS = [
    ("out of order", [("2024-01-01", REST), ("2023-01-01", REST)], "must ascend by date"),
    ("a day twice", [("2024-01-01", REST), ("2024-01-01", REST)], "must ascend by date"),
    ("begins too late", [("2024-02-01", REST)], "begin no later than 2024-01-01"),
    ("two components", [("2024-01-01", PREMIUM), ("2025-01-01", PREMIUM | {"component": "b"})], "pay one component"),
    ("two grains", [("2024-01-01", PREMIUM), ("2025-01-01", PREMIUM | {"grain": "duty"})], "by one grain"),
    ("two families", [("2024-01-01", REST), ("2025-01-01", PLAIN["spec"])], "are of one family"),
]


@pytest.mark.parametrize(("parts", "said"), [case[1:] for case in VERSIONS], ids=[case[0] for case in VERSIONS])
def test_refuses_versions(parts: list[tuple[str, dict[str, Any]]], said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Rule.model_validate(dated(*parts))
    assert said in str(refused.value)


DAYS = [("2023-12-31", None), ("2024-01-01", 600), ("2024-12-31", 600), ("2025-01-01", 660), ("2026-01-01", None)]


@pytest.mark.parametrize(("day", "minutes"), DAYS)
def test_says_what_holds_on_a_day(day: str, minutes: int | None) -> None:
    later = REST | {"minutes": "11:00"}
    one = Rule.model_validate(dated(("2020-01-01", REST), ("2025-01-01", later)) | {"expires": "2026-01-01"})
    assert getattr(one.spec_on(date.fromisoformat(day)), "minutes", None) == minutes


def test_limits_and_pay_are_told_apart() -> None:
    text = Rule.model_validate(dated())
    assert [one.is_limit for one in (rule(), rule(spec=REST), text)] == [False, True, False]
    assert [one.family for one in (rule(), rule(spec=REST), text)] == ["monthly_guarantee", "minimum_rest", None]
    assert str(text.key) == "XP/4.A"


TABLES = [
    ("a gap", [("0:00", "5:00"), ("6:00", "24:00")], "begins at minute 360, not 300"),
    ("an overlap", [("0:00", "5:00"), ("4:00", "24:00")], "begins at minute 240, not 300"),
    ("an early end", [("0:00", "23:00")], "end at minute 1380"),
    ("an empty band", [("0:00", "0:00"), ("0:00", "24:00")], "cover the day once"),
    ("no rows", [], "end at minute 0"),
]


@pytest.mark.parametrize(("bands", "said"), [case[1:] for case in TABLES], ids=[case[0] for case in TABLES])
def test_tables_cover_the_day_once(bands: list[tuple[str, str]], said: str) -> None:
    rows = [{"start": start, "end": end} for start, end in bands]
    for table, more in ((FdpTable, {"limits": ["9:00"]}), (FlightTimeTable, {"limit": "8:00"})):
        with pytest.raises(ValidationError) as refused:
            table.model_validate({"rows": [row | more for row in rows]})
        assert said in str(refused.value)


@pytest.mark.parametrize("limits", [([], []), (["9:00"], ["9:00", "8:00"])])
def test_every_row_has_the_same_columns(limits: tuple[list[str], list[str]]) -> None:
    bands = (("0:00", "5:00"), ("5:00", "24:00"))
    rows = [{"start": start, "end": end, "limits": row} for (start, end), row in zip(bands, limits, strict=True)]
    with pytest.raises(ValidationError, match="same number of segment columns"):
        FdpTable.model_validate({"rows": rows})


PREMIUMS = [
    ("no amount", {}, "exactly one of percent"),
    ("two amounts", {"percent": 50, "flat": "10"}, "exactly one of percent"),
    ("a flat sum inside hours", {"flat": "10", "window": {"start": "0:00", "end": "5:00"}}, "leave window out"),
    ("a trip's premium", {"flat": "10", "grain": "trip"}, "grain"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "said"), [case[1:] for case in PREMIUMS], ids=[case[0] for case in PREMIUMS])
def test_a_premium_says_one_amount(given: dict[str, Any], said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Premium.model_validate({"component": "night_pay"} | given)
    assert said in str(refused.value)
