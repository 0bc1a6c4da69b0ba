"""Pay cases by chance: terms of every family, and trips with whatever may happen to them. A seed gives one case."""

from random import Random
from typing import Any, Final

from domain.clock import to_iso
from tests.domain.paycases.cases import Case, case
from tests.domain.rules.test_terms import LEAST

FIRST: Final = 29_674_680
"""3 June 2026, 10:00Z."""
STATIONS: Final = ("HVN", "MCO", "CUN", "LAX")
TERMS: Final = (
    *({"family": family} | params for family, params in LEAST.items() if family != "hourly_rate"),
    {"family": "leg_credit", "basis": "greater", "compare": "trip", "minimum": "1:00"},
    {"family": "minimum_credit", "component": "least", "per": "duty", "minutes": "2:00"},
    {"family": "premium", "component": "more", "percent": 10, "stacking": "compounding"},
    {"family": "premium", "component": "many", "grain": "duty", "flat": "40.00", "condition": "segments >= 2"},
    {"family": "cancellation_protection", "protects": "trip", "component": "trip_protection"},
    {"family": "rounding", "of": "credit", "unit": 6, "mode": "up", "grain": "duty"},
)


def pay_case(seed: int) -> Case:
    """A sound case; what its terms leave open is left to them."""
    chance = Random(seed)  # not for secrets
    chosen = chance.sample(TERMS, chance.randint(1, 9))
    compared = {"leg_credit", "trip_rig"} <= {one["family"] for one in chosen}
    sound = [one for one in chosen if compared or one["family"] != "greatest_of"]
    terms = [{"code": f"T{place}"} | one for place, one in enumerate(sound)]
    more: dict[str, Any] = {"holidays": ["2026-06-04"]}
    if chance.random() < 0.2:
        more["credit"] = "64:30"
    else:
        more["trips"] = list(_trips(chance))
    if chance.random() < 0.2:
        day = FIRST + 20 * 1440
        more["standby"] = [{"kind": "AIRPORT", "start": to_iso(day), "end": to_iso(day + 300)}]
    if chance.random() < 0.3:
        more["days"] = [{"kind": chance.choice(("TRAINING", "VACATION", "UNPAID", "DAY_OFF")), "day": "2026-06-05"}]
    return case(*terms, **more)


def _trips(chance: Random) -> list[Case]:
    trips, at = [], FIRST
    for number in range(chance.randint(1, 3)):
        duties = []
        for _ in range(chance.randint(1, 2)):
            duty, at = _duty(chance, at)
            duties.append(duty)
        ends = {"report": duties[0]["report"], "release": duties[-1]["release"]}
        versions = [{"stage": "AWARDED", "block": chance.randint(0, 600)} | ends] if chance.random() < 0.5 else []
        trips.append({"id": f"t{number}", "duties": duties, "versions": versions})
    return trips


def _duty(chance: Random, report: int) -> tuple[Case, int]:
    """A duty, and when the next one may report."""
    legs, at, here = [], report + 45, chance.choice(STATIONS)
    for _ in range(chance.randint(1, 4)):
        there = chance.choice([one for one in STATIONS if one != here])
        leg, at = _leg(chance, at, here, there)
        legs.append(leg)
        here = there
    release = at + chance.randint(0, 60)
    who = {"assigned_by": chance.choice(("LINE", "JUNIOR", "RECALL"))}
    return {"report": to_iso(report), "release": to_iso(release), "legs": legs} | who, release + chance.randint(
        600, 900
    )


def _leg(chance: Random, out: int, here: str, there: str) -> tuple[Case, int]:
    into, planned = out + chance.randint(25, 300), out - chance.randint(0, 90)
    times = {"sched_out": planned, "sched_in": into - chance.randint(0, 20)}
    more: Case = {"kind": chance.choice(("OPERATING", "OPERATING", "DEADHEAD")), "aircraft_type": "B738"}
    happened = chance.random()
    if happened < 0.15:
        more["cancelled"] = True
    else:
        times |= {"out": out, "landed": into - 5, "in": into}
        more["operated_by_other"] = happened < 0.2
    more |= {"delay_code": chance.choice(("MX", "WX")), "language": chance.choice(("es", "de"))}
    more["added_after_report"] = chance.random() < 0.2
    said = {"flight": f"XP{out}", "from": here, "to": there} | {name: to_iso(at) for name, at in times.items()}
    return said | more, into + chance.randint(0, 90)
