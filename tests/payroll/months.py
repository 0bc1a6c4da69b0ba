"""Random months for properties: people, duties and legs, and contracts to pay them by, out of one seed."""

from datetime import date, timedelta
from random import Random
from typing import Any, NamedTuple

import polars as pl
from hypothesis import strategies as st

from domain.clock import midnight
from domain.rulebook import Precedence, Rulebook
from domain.rulegraph import Method
from domain.rules.rule import Rule
from tests.payroll.books import CREW, SCENARIOS, USUAL, before, book, rule
from tests.payroll.frames import crew_frame, duty_frame, leg_frame

BASES = {"EWR": "America/New_York", "LAX": "America/Los_Angeles", "LHR": "Europe/London"}
STATIONS = ("EWR", "LAX", "LHR", "MCO", "HNL")
PERIODS = (date(2026, 1, 1), date(2026, 3, 1), date(2026, 11, 1))
"""New Year, and the months in which the clocks change."""


class Month(NamedTuple):
    """One random month and its contract."""

    book: Rulebook
    crew: pl.DataFrame
    duties: pl.DataFrame
    legs: pl.DataFrame


def months(people: int = 3) -> st.SearchStrategy[Month]:
    """Months of up to so many people."""
    return st.builds(lambda seed: made(Random(seed), people), st.integers(0, 2**40))


def made(random: Random, people: int) -> Month:
    """The month of one source of randomness."""
    start = random.choice(PERIODS)
    end = (start + timedelta(days=32)).replace(day=1)
    crew, duties, legs = [], [], []
    for number in range(random.randint(1, people)):
        person = _person(random, f"c{number}", start, end)
        crew.append(person)
        minute, trip = midnight(start, person["zone"]) + random.randrange(-300, 2000), 0
        for place in range(random.randrange(5)):
            trip += random.random() < 0.7
            keys: dict[str, Any] = {
                "crew_id": person["crew_id"],
                "trip_id": f"c{number}-t{trip}",
                "duty_id": f"c{number}-d{place}",
            }
            flown = _legs(random, keys, minute + random.choice((45, 60)))
            ends = [leg["in"] or leg["scheduled_in"] for leg in flown] or [minute + 200]
            release = max(ends) + random.randrange(10, 60)
            duties.append(keys | {"report": minute, "release": release})
            legs += flown
            minute = release + random.choice((600, 1000, 2000, 9000))
    return Month(contract(random, start, end), crew_frame(*crew), duty_frame(duties), leg_frame(legs))


def _person(random: Random, crew_id: str, start: date, end: date) -> dict[str, Any]:
    base = random.choice(list(BASES))
    hired = start - timedelta(days=random.randrange(-10, 1700))
    joined, left = sorted(start + timedelta(days=random.randrange(-3, (end - start).days + 3)) for _ in range(2))
    return {
        "crew_id": crew_id,
        "position": random.choice(CREW),
        "base": base,
        "zone": BASES[base],
        "hire_date": random.choice((hired, date(2024, 2, 29))),
        "contract_rate": random.choice((None, None, None, random.randrange(1, 30000))),
        "available_from": random.choice((None, joined)),
        "available_to": random.choice((None, left)),
    }


def _legs(random: Random, keys: dict[str, Any], minute: int) -> list[dict[str, Any]]:
    found = []
    for place in range(random.randrange(4)):
        came = minute + random.randrange(40, 500)
        out = minute + random.randrange(-10, 90)
        into = max(out + 30, came + random.choice((0, random.randrange(-30, 60), random.randrange(60, 400))))
        flown = random.random() < 0.92
        found.append(
            keys | {
                "leg_id": f"{keys['duty_id']}-l{place}", "flight_id": f"F{random.randrange(9)}",
                "flight_number": f"XP{random.randrange(1, 999)}",
                "kind": random.choice(("OPERATING",) * 3 + ("DEADHEAD",)),
                "origin": random.choice(STATIONS), "destination": random.choice(STATIONS),
                "scheduled_out": minute, "scheduled_in": came,
                "out": out if flown else None, "in": into if flown else None,
                "delay_code": random.choice((None, "WX", "MX", "CREW")), "cancelled": random.random() < 0.05,
            }
        )  # fmt: skip
        minute = max(came, into) + random.randrange(20, 90)
    return found


def contract(random: Random, start: date, end: date) -> Rulebook:
    """A contract that has some of every family, some of it dated, scoped, doubled or settled between two."""
    rules: list[tuple[Rule, list[str]]] = []
    precedence: list[Precedence] = []
    for family in ("hourly_rate", *USUAL):
        code = f"{family}-{len(rules)}"
        twin = next((one for one, _ in rules if one.family == family), None)
        if family in {"hourly_rate", "leg_credit"} and (twin is None or random.random() < 0.4):
            rules.append((_rule(random, code, family, start, always=twin is None), _scenarios(random, family)))
        elif family not in {"hourly_rate", "leg_credit"} and random.random() < 0.85:
            rules.append((_rule(random, code, family, start), _scenarios(random, family)))
            twin = None
        if twin is not None and rules[-1][0].code == code:
            precedence.append(_between(random, code, twin.code))
        if random.random() < 0.35 and family not in {"hourly_rate"}:
            other = f"{family}-again"
            rules.append((_rule(random, other, family, start), _scenarios(random, family)))
            rivals = [one.code for one, _ in rules[:-1] if one.family == family]
            precedence += [_between(random, other, rival) for rival in rivals]
    writers = [one.code for one, _ in rules if one.family in {"premium", "holiday_premium", "delay_pay"}]
    if len(writers) > 1 and random.random() < 0.6:
        precedence.append(_between(random, *random.sample(writers, 2)))
    edges = {"same_from": start - timedelta(days=9), "same_until": end + timedelta(days=9)}
    return book(rules, precedence, start, end).model_copy(update=edges if random.random() < 0.8 else {})


def _between(random: Random, one: str, other: str) -> Precedence:
    return before(one, other, random.choice((None, Method.MORE_FAVORABLE_TO_CREW, Method.HIGHER_AUTHORITY)))


def _scenarios(random: Random, family: str) -> list[str]:
    if random.random() < 0.6:
        return [USUAL[family]]
    return random.sample(list(SCENARIOS), random.randrange(3))


def _rule(random: Random, code: str, family: str, start: date, always: bool = False) -> Rule:
    first = _spec(random, family, start)
    versions = [{"since": "2020-01-01", "spec": first}]
    if random.random() < 0.3:
        changed = start + timedelta(days=random.randrange(28))
        grain = {name: first[name] for name in ("grain", "rigs_eligible") if name in first}
        versions.append({"since": str(changed), "spec": _spec(random, family, start) | grain})
    scope: dict[str, Any] = {}
    if not always and random.random() < 0.3:
        scope["positions"] = random.sample(CREW, 2)
    if not always and random.random() < 0.2:
        scope["bases"] = random.sample(list(BASES), 2)
    if not always and random.random() < 0.15:
        scope["expires"] = start + timedelta(days=random.randrange(1, 28))
    return rule(code, versions=versions, **scope)


def _spec(random: Random, family: str, start: date) -> dict[str, Any]:
    amount = f"{random.randrange(1, 30000) / 100:.2f}"
    match family:
        case "hourly_rate":
            positions = random.sample(CREW, random.choice((2, 3, 3)))
            steps = [(position, years) for position in positions for years in random.sample(range(5), 2)]
            rows = [
                {"position": p, "years": y, "rate": f"{random.randrange(20, 250)}.{random.randrange(99):02}"}
                for p, y in steps
            ]
            return {"type": family, "steps": rows}
        case "leg_credit":
            basis = random.choice(("scheduled", "actual", "greater", "greater"))
            return {"type": family, "basis": basis, "deadhead_percent": random.choice((0, 33, 50, 100))}
        case "duty_rig":
            return {"type": family, "per": random.choice((1, 2, 3))}
        case "monthly_guarantee":
            proration = random.choice(("none", "calendar_days"))
            return {"type": family, "minutes": random.randrange(0, 4500), "proration": proration}
        case "overtime":
            return {"type": family, "threshold": random.randrange(0, 2000), "percent": random.randrange(151)}
        case "premium":
            how = random.choice(({"percent": random.randrange(151)}, {"per_hour": amount}, {"flat": amount}))
            span = {"start": random.randrange(1440), "end": random.randrange(1441)}
            window = {"window": span} if random.random() < 0.6 and "flat" not in how else {}
            grain = random.choice(("leg", "duty"))
            plain = {"type": family, "component": "red_eye", "grain": grain, "rigs_eligible": grain == "duty"}
            return plain | how | window
        case "holiday_premium":
            days = [str(start + timedelta(days=random.randrange(-1, 31))) for _ in range(3)]
            return {"type": family, "percent": random.choice((50, 100)), "dates": days}
        case "delay_pay":
            return {"type": family, "after": random.randrange(180), "percent": random.choice((50, 100, 150))}
        case _:
            return {"type": "per_diem", "per_hour": f"{random.randrange(400) / 100:.2f}"}
