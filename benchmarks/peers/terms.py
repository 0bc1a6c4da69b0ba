"""The terms that the engine and its peers pay by, and the month they pay: the same figures for all three."""

import random
from datetime import date
from typing import Final

import polars as pl

from domain.clock import DAY
from domain.frames import CREW, DUTIES, LEGS
from domain.rulebook import Rulebook
from tests.payroll.books import book, rule

Frames = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]
POSITIONS: Final = ("CAPTAIN", "FIRST_OFFICER", "FLIGHT_ATTENDANT")
FIRST_RATE: Final = dict(zip(POSITIONS, (13_000, 6_000, 3_000), strict=True))
"""Cents an hour in the first year; each year after adds ``YEARLY`` up to ``YEARS``."""
YEARLY, YEARS = 500, 11
DEADHEAD, RIG, GUARANTEE = 50, 2, 70 * 60
THRESHOLD, OVERTIME = 80 * 60, 50
LATE, DELAY = 60, 50
MEALS: Final = 225
NIGHT, OPENS, CLOSES = 50, 22 * 60, 6 * 60
HOLIDAY: Final = date(2026, 1, 19)
MONTH: Final = (date(2026, 1, 1), date(2026, 2, 1))
ZONE: Final = "America/New_York"
PATTERNS: Final = 200
"""How many different months there are before they repeat under other ids."""


def contract() -> Rulebook:
    """Nine families of terms, as a Rulebook."""
    steps = [
        {"position": position, "years": years, "rate": f"{(first + YEARLY * years) // 100}.00"}
        for position, first in FIRST_RATE.items()
        for years in range(YEARS + 1)
    ]
    window = {"start": OPENS, "end": CLOSES}
    return book(
        [
            (rule("RATE", {"type": "hourly_rate", "steps": steps}), "any_period"),
            (rule("CREDIT", {"type": "leg_credit", "basis": "greater", "deadhead_percent": DEADHEAD}), "any_flight"),
            (rule("RIG", {"type": "duty_rig", "per": RIG}), "any_duty"),
            (rule("GUARANTEE", {"type": "monthly_guarantee", "minutes": GUARANTEE}), "any_period"),
            (rule("OVERTIME", {"type": "overtime", "threshold": THRESHOLD, "percent": OVERTIME}), "any_period"),
            (rule("DELAY", {"type": "delay_pay", "after": LATE, "percent": DELAY}), "late_for_us"),
            (rule("MEALS", {"type": "per_diem", "per_hour": "2.25"}), "any_duty"),
            (
                rule("NIGHT", {"type": "premium", "component": "red_eye", "percent": NIGHT, "window": window}),
                "night_leg",
            ),
            (rule("HOLIDAY", {"type": "holiday_premium", "percent": 100, "dates": [HOLIDAY]}), "any_flight"),
        ],
        start=MONTH[0],
        end=MONTH[1],
    )


def months(people: int) -> Frames:
    """So many crew-months: ten duties of two legs each, which are 20 assignments; the third leg of every third duty
    is a deadhead in place of the second.
    """
    seed = random.Random(1)  # not for secrets
    crew, duties, legs = [], [], []
    for number in range(min(people, PATTERNS)):
        name = f"c{number}"
        crew.append((name, name, POSITIONS[number % 3], "EWR", ZONE, date(2015, 1, 1 + number % 28), None, None, None))
        for day in range(1, 29, 3):
            report = (date(2026, 1, day) - date(1970, 1, 1)).days * DAY + seed.randrange(600, 1600)
            duty, at = f"d{number}-{day}", report + 60
            for place in range(2):
                out, planned = at + seed.randrange(60), at + seed.randrange(60, 400)
                into = planned + seed.randrange(-10, 120)
                kind = "DEADHEAD" if place == 1 and day % 9 == 1 else "OPERATING"
                flight = (f"f{number % 40}-{day}-{place}", duty, duty, name, f"XP{seed.randrange(100, 999)}", kind)
                stations = ("EWR", "MCO") if place == 0 else ("MCO", "EWR")
                times = (at, planned, out, max(into, out + 20))
                legs.append((f"{duty}-{place}", *flight, *stations, "B738", *times, seed.choice(("WX", "MX")), False))
                at = max(planned, into) + 45
            duties.append((duty, duty, name, report, at, report, at))
    times_over = -(-people // PATTERNS)
    return (
        _repeated(pl.DataFrame(crew, dict(CREW), orient="row"), times_over),
        _repeated(pl.DataFrame(duties, dict(DUTIES), orient="row"), times_over),
        _repeated(pl.DataFrame(legs, dict(LEGS), orient="row"), times_over),
    )


def _repeated(frame: pl.DataFrame, times: int) -> pl.DataFrame:
    ids = [name for name in frame.columns if name.endswith("_id") and name != "flight_id"]
    copies = [frame.with_columns(pl.col(ids) + f"#{copy}") for copy in range(times)]
    return pl.concat(copies, rechunk=True)
