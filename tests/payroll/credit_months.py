"""Random months with standby and days off the line, and contracts with every way to credit, out of one seed."""

from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

from hypothesis import strategies as st

from domain.clock import at_local

ZONES = {"EWR": "America/New_York", "LAX": "America/Los_Angeles"}
MONTHS = (
    (date(2026, 3, 1), date(2026, 4, 1)),
    (date(2026, 11, 1), date(2026, 12, 1)),
    (date(2028, 2, 1), date(2028, 3, 1)),
)
"""The months in which the clocks change, and a February of 29 days."""
FLOORS = ("duty_rig", "minimum_duty", "minimum_day", "trip_rig", "minimum_trip_day")
"""What a greatest-of compares. Where there is one, none of them stands beside it."""


class Case(NamedTuple):
    """A month of some people, and the terms in the order of their components."""

    start: date
    end: date
    people: list[dict[str, Any]]
    scale: dict[str, Any]
    terms: dict[str, dict[str, Any]]


def cases() -> st.SearchStrategy[Case]:
    """Cases out of one seed each."""
    return st.builds(lambda seed: made(Random(seed)), st.integers(0, 2**40))


def made(random: Random) -> Case:
    """One case of one source of randomness."""
    start, end = random.choice(MONTHS)
    people = [_person(random, f"c{number}", start, end) for number in range(random.randint(1, 3))]
    steps = [
        {"position": "CAPTAIN", "years": years, "rate": f"{random.randrange(2000, 30000) / 100:.2f}"}
        for years in range(7)
    ]
    change = random.choice(("duty", "trip", "period"))
    return Case(start, end, people, {"family": "hourly_rate", "steps": steps, "step_change": change}, _terms(random))


def _person(random: Random, name: str, start: date, end: date) -> dict[str, Any]:
    base = random.choice(list(ZONES))
    trips: list[dict[str, Any]] = []
    minute = at_local(start + timedelta(days=1), random.randrange(1440), ZONES[base])
    last = at_local(end - timedelta(days=3), 0, ZONES[base])
    while minute < last and len(trips) < 4:
        trips.append(_trip(random, f"{name}-t{len(trips)}", minute))
        minute = trips[-1]["duties"][-1]["release"] + random.randrange(600, 9000)
    kept = [trip for trip in trips if trip["duties"][-1]["release"] < last]
    joined = random.choice((None, start + timedelta(days=random.randrange(20))))
    days = {kind: _days(random, start, end) for kind in ("TRAINING", "VACATION", "UNPAID")}
    standby = [_standby(random, f"{name}-s{place}", start, ZONES[base], kept) for place in range(random.randrange(3))]
    return {
        "id": name,
        "base": base,
        "zone": ZONES[base],
        "trips": kept,
        "days": days,
        "standby": standby,
        "hire_date": date(2024, 2, 29) + timedelta(days=random.randrange(800)),
        "available_from": joined,
        "available_to": None,
    }


def _days(random: Random, start: date, end: date) -> list[date]:
    every = [start + timedelta(days=step) for step in range((end - start).days)]
    return sorted(random.sample(every, random.randrange(3)))


def _standby(random: Random, name: str, start: date, zone: str, trips: list[dict[str, Any]]) -> dict[str, Any]:
    used = random.choice(trips) if trips and random.random() < 0.4 else None
    begins = (
        used["duties"][0]["report"] - random.randrange(1, 400)
        if used
        else at_local(start, 0, zone) + random.randrange(30_000)
    )
    length = random.randrange(1, 900)
    kind = random.choice(("AIRPORT", "AIRPORT", "HOME"))
    return {"id": name, "kind": kind, "start": begins, "end": begins + length, "trip_id": used["id"] if used else None}


def _trip(random: Random, name: str, minute: int) -> dict[str, Any]:
    duties = []
    for place in range(random.choice((1, 1, 2, 3))):
        duty = _duty(random, f"{name}-d{place}", minute)
        duties.append(duty)
        minute = duty["release"] + random.choice((600, 720, 1500))
    return {"id": name, "duties": duties}


def _duty(random: Random, name: str, report: int) -> dict[str, Any]:
    legs: list[dict[str, Any]] = []
    at = report + 60
    for place in range(random.randrange(4)):
        planned, late = random.randrange(35, 330), random.choice((0, 0, random.randrange(1, 200)))
        out = at + random.choice((0, late))
        legs.append(
            {
                "id": f"{name}-l{place}",
                "kind": random.choice(("OPERATING", "OPERATING", "DEADHEAD")),
                "origin": random.choice(("EWR", "LAX", "SJU", "CUN")),
                "destination": random.choice(("MCO", "YYZ", "EWR")),
                "scheduled_out": at,
                "scheduled_in": at + planned,
                "out": out,
                "in": out + max(20, planned + random.randrange(-30, 50)),
                "aircraft_type": random.choice(("B738", "A321")),
                "cancelled": random.random() < 0.08,
            }
        )
        at = max(legs[-1]["in"], legs[-1]["scheduled_in"]) + random.randrange(25, 200)
    release = max([leg["in"] for leg in legs] or [report + 90]) + random.randrange(10, 60)
    planned_release = max(report + 30, release + random.choice((0, -60, 90)))
    return {
        "id": name,
        "report": report,
        "release": release,
        "planned_report": report,
        "planned_release": planned_release,
        "legs": legs,
    }


def _terms(random: Random) -> dict[str, dict[str, Any]]:
    """Some of the terms, in an order in which each comes after what it counts."""
    ratio = {"credit": random.randint(1, 2), "per": random.randint(2, 5)}
    spans = [{"start": 1320, "end": 360, "credit": 2, "per": 3}]
    basis = ("scheduled", "actual", "greater")
    windows = {"windows": spans} if random.random() < 0.3 else {"basis": random.choice(basis)}
    deadheads = {"family": "deadhead_credit", "percent": random.choice((50, 100)), "basis": random.choice(basis)}
    day = {"minutes": random.randrange(30, 330)}
    every: dict[str, dict[str, Any]] = {
        "flight_pay": {
            "family": "leg_credit",
            "basis": random.choice((*basis, "greater")),
            "minimum": random.choice((0, 60)),
            "compare": random.choice(("leg", "duty", "trip", "period")),
            "deadhead_percent": random.choice((0, 50, 100)),
        },
        "deadhead": deadheads | {"minimum": random.choice((0, 60))},
        "minimum_leg": {"family": "minimum_credit", "per": "leg", "minutes": 75},
        "duty_rig": {"family": "duty_rig", **ratio, **windows},
        "minimum_duty": {"family": "minimum_credit", "per": "duty"} | day,
        "minimum_day": {"family": "minimum_credit", "per": "calendar_day"} | day,
        "trip_rig": {"family": "trip_rig", "credit": 1, "per": random.randint(2, 6), "basis": random.choice(basis)},
        "minimum_trip_day": {"family": "minimum_credit", "per": "trip_day_average"} | day,
        "greatest_of": {"family": "greatest_of", "grain": "trip", "of": _compared(random), "with_flying": ["deadhead"]},
        "standby": {
            "family": "standby_credit",
            "credit": random.randrange(3),
            "per": random.randint(1, 3),
            "percent": random.choice((50, 100)),
            "until_report": random.random() < 0.7,
            "unused": random.choice(([], [{"length": 0, "credit": 60}, {"length": 240, "credit": 210}])),
        },
        "training": {"family": "training_pay", "credited": random.random() < 0.5} | day,
        "vacation": {"family": "vacation_pay", "percent": random.choice((75, 100))} | day,
        "day_worked": {"family": "minimum_credit", "per": "day_worked"} | day,
        "guarantee": {"family": "monthly_guarantee", "minutes": random.randrange(5000)} | _proration(random),
        "overtime": {
            "family": "overtime",
            "threshold": random.randrange(3000),
            "percent": 50,
            "excludes": random.choice(([], ["training"])),
        },
        "per_diem": random.choice(
            (
                {"family": "per_diem", "per_hour": "2.10", "day_trips": random.random() < 0.5},
                {"family": "per_diem", "per_hour": "2.10", "international_per_hour": "2.65", "home_countries": ["US"]},
            )
        ),
        "boarding": {
            "family": "boarding_pay",
            "percent": 50,
            "times": [{"minutes": 35}, {"minutes": 45, "aircraft_type": "A321"}],
        },
        "holding": {
            "family": "holding_pay",
            "after": random.randrange(60),
            "percent": 50,
            "maximum": random.choice((None, 60)),
        },
        "delay_pay": {
            "family": "delay_pay",
            "after": random.randrange(60),
            "percent": 50,
            "maximum": random.choice((None, 45)),
            "measured": random.choice(("arrival", "departure")),
        },
    }
    kept = [name for name in every if random.random() < 0.6]
    if "greatest_of" in kept:
        compared = every["greatest_of"]["of"]
        kept = [name for name in every if name in compared or (name in kept and name not in FLOORS)]
    return {name: every[name] | {"component": name} for name in every if name in kept}


def _compared(random: Random) -> list[str]:
    return ["flight_pay", *random.sample(FLOORS, random.randint(1, 4))]


def _proration(random: Random) -> dict[str, Any]:
    table = [{"days": 0, "minutes": 0}, {"days": 10, "minutes": 2400}, {"days": 25, "minutes": 4500}]
    values = [{"minutes": 247, "month_days": 31}, {"minutes": 260}]
    return random.choice(
        (
            {"proration": "none"},
            {"proration": "calendar_days"},
            {"proration": "table", "table": table},
            {"proration": "value_per_day", "day_values": values},
        )
    )
