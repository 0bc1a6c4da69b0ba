"""What a condition answers about one row: holds, fails by how much, or what it needs to know."""

from datetime import date, datetime

import polars as pl
import pytest

from domain.conditions import Outcome, Truth, evaluate, parse
from domain.conditions.expression import check_columns
from domain.errors import InputError
from domain.rules.pay import Grain

HOLDS = Outcome(Truth.HOLDS)


def fails(failed: str, value: object = None, short_by: int | None = None) -> Outcome:
    return Outcome(Truth.FAILS, failed=failed, value=value, short_by=short_by)  # type: ignore[arg-type]


def needs(*missing: str) -> Outcome:
    return Outcome(Truth.NEEDS_DATA, missing=missing)


DELAY = "delay_minutes >= 180 AND delay_code IN ('MX','CREW')"
CASES = [
    ("a long mechanical delay", DELAY, {"delay_minutes": 185, "delay_code": "MX"}, HOLDS),
    ("35 minutes short", DELAY, {"delay_minutes": 145, "delay_code": "MX"}, fails("delay_minutes >= 180", 145, 35)),
    ("weather is nobody's fault", DELAY, {"delay_minutes": 185, "delay_code": "WX"},
     fails("delay_code IN ('CREW', 'MX')", "WX")),
    ("no code yet", DELAY, {"delay_minutes": 185}, needs("delay_code")),
    ("no code, and too short anyway", DELAY, {"delay_minutes": 10}, fails("delay_minutes >= 180", 10, 170)),
    ("nothing known", DELAY, {}, needs("delay_code", "delay_minutes")),
    ("in at 23:47, the premium begins at 24:00", "in_local_min >= 1440", {"in_local_min": 1427},
     fails("in_local_min >= 1440", 1427, 13)),
    ("strictly over", "segments > 2", {"segments": 2}, fails("segments > 2", 2, 1)),
    ("at most", "segments <= 2", {"segments": 5}, fails("segments <= 2", 5, 3)),
    ("strictly under", "segments < 2", {"segments": 2}, fails("segments < 2", 2, 1)),
    ("exactly", "segments = 4", {"segments": 1}, fails("segments = 4", 1, 3)),
    ("anything but", "segments <> 4", {"segments": 4}, fails("segments <> 4", 4)),
    ("days to go", "duty_date >= DATE '2026-03-01'", {"duty_date": date(2026, 2, 27)},
     fails("duty_date >= DATE '2026-03-01'", date(2026, 2, 27), 2)),
    ("later than scheduled", "in_local_min - scheduled_in_local_min > 15",
     {"in_local_min": 610, "scheduled_in_local_min": 600}, fails("in_local_min - scheduled_in_local_min > 15", 10, 6)),
    ("the nearer alternative counts", "segments >= 5 OR duty_minutes >= 600", {"segments": 3, "duty_minutes": 100},
     fails("duty_minutes >= 600 OR segments >= 5", None, 2)),
    ("one alternative is enough", "segments >= 5 OR cancelled", {"segments": 6}, HOLDS),
    ("one alternative may yet hold", "segments >= 5 OR cancelled", {"segments": 3}, needs("cancelled")),
    ("a flag", "NOT cancelled", {"cancelled": True}, fails("NOT cancelled", True)),
    ("out and back", "origin = destination", {"origin": "HVN", "destination": "MCO"}, fails("destination = origin")),
    ("NOT of unknown stays unknown", "NOT delay_code = 'MX'", {"delay_code": None}, needs("delay_code")),
    ("a blank on record", "delay_code IS NULL", {"delay_code": None}, HOLDS),
    ("no blank", "delay_code IS NOT NULL", {"delay_code": "MX"}, HOLDS),
    ("never looked up, so nobody knows whether it is blank", "delay_code IS NULL", {}, needs("delay_code")),
    ("nor whether it is not", "delay_code IS NOT NULL", {}, needs("delay_code")),
    ("always", "TRUE", {}, HOLDS),
]  # fmt: skip


@pytest.mark.parametrize(("text", "row", "expect"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_answers(text: str, row: dict[str, object], expect: Outcome) -> None:
    assert evaluate(parse(text, Grain.LEG), row) == expect


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"delay_minutes": 145, "delay_code": "MX"}, "delay_minutes >= 180 fails: it is 145, 35 short"),
        ({"delay_minutes": 185, "delay_code": "WX"}, "delay_code IN ('CREW', 'MX') fails: it is WX"),
        ({"delay_minutes": 185}, "it needs delay_code"),
        ({"delay_minutes": 185, "delay_code": "MX"}, "it holds"),
    ],
)
def test_says_why_in_a_sentence(row: dict[str, object], reason: str) -> None:
    assert evaluate(parse(DELAY, Grain.LEG), row).reason == reason


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("delay_minutes > 3", "4"),
        ("delay_minutes > 3", True),
        ("cancelled", 1),
        ("delay_code = 'MX'", 3),
        ("duty_date > DATE '2026-01-01'", "2026-02-01"),
        ("duty_date > DATE '2026-01-01'", datetime(2026, 2, 1)),  # noqa: DTZ001
    ],
)
def test_converts_nothing(text: str, value: object) -> None:
    condition = parse(text, Grain.LEG)
    (fact,) = condition.facts
    with pytest.raises(InputError, match=f"The fact {fact} is .* it must be of type"):
        evaluate(condition, {fact: value})


@pytest.mark.parametrize(
    ("schema", "said"),
    [
        ({"cancelled": pl.Boolean()}, "no column delay_code, delay_minutes"),
        ({"delay_minutes": pl.Int64(), "delay_code": pl.Int64()}, "column delay_code is Int64: .* as String"),
        ({"delay_minutes": pl.Date(), "delay_code": pl.String()}, "column delay_minutes is Date: .* as Int64"),
    ],
)
def test_frames_must_have_the_columns_in_their_types(schema: dict[str, pl.DataType], said: str) -> None:
    with pytest.raises(InputError, match=said):
        check_columns(parse(DELAY, Grain.LEG), pl.Schema(schema))
