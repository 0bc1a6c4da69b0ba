"""How fast the pay engine is: ``python -m benchmarks.pay_engine [crew …]`` (1, 1,000 and 100,000 crew-months).

The month is synthetic and seeded. Beside the engine's legs a second stands the plain reference of the tests, on the
same rows of one crew member, with the ratio between them.
"""

import random
import sys
import time
from collections.abc import Callable
from datetime import date

import polars as pl

from domain.clock import DAY
from domain.frames import CREW, DUTIES, LEGS
from domain.money import USD
from domain.rulebook import Rulebook
from payroll.engine import pay
from tests.payroll.books import book, rule
from tests.payroll.reference import Reference

POSITIONS = ("CAPTAIN", "FIRST_OFFICER", "FLIGHT_ATTENDANT")
PLAIN, PATTERNS = 3, 200
"""How many crew members the reference pays, and how many different months there are before ids repeat."""
Frames = tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]


def contract() -> Rulebook:
    """A usual contract: all nine families, one of them settled against another."""
    steps = [
        {"position": position, "years": years, "rate": f"{first + 5 * years}.00"}
        for position, first in zip(POSITIONS, (130, 60, 30), strict=True)
        for years in range(12)
    ]
    window = {"start": "22:00", "end": "6:00"}
    return book(
        [
            (rule("RATE", {"type": "hourly_rate", "steps": steps}), "any_period"),
            (rule("CREDIT", {"type": "leg_credit", "basis": "greater", "deadhead_percent": 50}), "any_flight"),
            (rule("RIG", {"type": "duty_rig", "per": 2}), "any_duty"),
            (rule("GUARANTEE", {"type": "monthly_guarantee", "hours": 70, "proration": "calendar_days"}), "any_period"),
            (rule("OVERTIME", {"type": "overtime", "threshold": "80:00", "percent": 50}), "any_period"),
            (rule("DELAY", {"type": "delay_pay", "after": "1:00", "percent": 50}), "late_for_us"),
            (rule("MEALS", {"type": "per_diem", "per_hour": "2.25"}), "any_duty"),
            (
                rule("NIGHT", {"type": "premium", "component": "red_eye", "percent": 50, "window": window}),
                "night_leg",
            ),
            (rule("HOLIDAY", {"type": "holiday_premium", "percent": 100, "dates": ["2026-01-19"]}), "any_flight"),
        ]
    )


def months(people: int) -> Frames:
    """So many crew-months of 14 duties with three legs each."""
    seed = random.Random(1)  # not for secrets
    crew, duties, legs = [], [], []
    for number in range(min(people, PATTERNS)):
        name = f"c{number}"
        crew.append((name, name, POSITIONS[number % 3], "EWR", "America/New_York", date(2015, 1, 1 + number % 28)))
        for day in range(1, 29, 2):
            report = (date(2026, 1, day) - date(1970, 1, 1)).days * DAY + seed.randrange(600, 1600)
            duty, at = f"d{number}-{day}", report + 60
            for place in range(3):
                out, planned = at + seed.randrange(60), at + seed.randrange(60, 300)
                into = planned + seed.randrange(-10, 120)
                kind = "DEADHEAD" if place == 2 else "OPERATING"
                flight = (f"f{number % 40}-{day}-{place}", duty, duty, name, f"XP{seed.randrange(100, 999)}", kind)
                times = (at, planned, out, max(into, out + 20))
                legs.append(
                    (f"{duty}-{place}", *flight, "EWR", "MCO", "B738", *times, seed.choice(("WX", "MX")), False)
                )
                at = max(planned, into) + 45
            duties.append((duty, duty, name, report, at, report, at))
    times_over = -(-people // PATTERNS)
    return (
        _repeated(pl.DataFrame([(*one, None, None, None) for one in crew], dict(CREW), orient="row"), times_over),
        _repeated(pl.DataFrame(duties, dict(DUTIES), orient="row"), times_over),
        _repeated(pl.DataFrame(legs, dict(LEGS), orient="row"), times_over),
    )


def _repeated(frame: pl.DataFrame, times: int) -> pl.DataFrame:
    ids = [name for name in frame.columns if name.endswith("_id") and name != "flight_id"]
    copies = [frame.with_columns(pl.col(ids) + f"#{copy}") for copy in range(times)]
    return pl.concat(copies, rechunk=True)


def best(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of a few runs, in seconds: what the machine can do when nobody disturbs it."""
    seconds = []
    for _ in range(times):
        begun = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - begun)
    return min(seconds)


def engine(terms: Rulebook, frames: Frames) -> tuple[float, int]:
    """Seconds of one pay run, and its legs."""
    return best(lambda: pay(terms, *frames, USD)), frames[2].height


def main(sizes: list[int]) -> None:
    """Prints one line a size, then the plain reference."""
    terms = contract()
    for people in sizes:
        seconds, legs = engine(terms, months(people))
        print(f"{people:>9,} crew-months {legs:>11,} legs {seconds * 1000:>10,.0f} ms {legs / seconds:>12,.0f} legs/s")
    frames = months(PLAIN)
    plain = best(lambda: Reference(terms, *frames, USD).run(), 1) / frames[2].height
    seconds, legs = engine(terms, months(1000))
    times = plain * legs / seconds
    print(f"plain reference {1 / plain:,.0f} legs/s; the engine is {times:,.0f} times as fast")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1, 1_000, 100_000])
