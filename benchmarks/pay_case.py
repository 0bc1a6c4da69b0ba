"""How long one pay case takes, in process: ``python -m benchmarks.pay_case``.

A case as ``crewlex pay explain`` has it, from its text to the answer with why each other term did not pay: a few terms
and a turn, then every term of a contract and a month of trips. ``fresh`` has no Rulebook yet; the others share one, as
the cases of a batch do. Seconds are those of the processor: explaining waits for nothing.
"""

import json
import time
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from benchmarks.figures import told
from domain.clock import to_datetime as instant
from domain.clock import to_iso, to_minutes
from domain.paycases.reading import read
from services.paycases import Desk

TARGET: Final = 0.020
"""What one case may take, in seconds."""
TIMES: Final = 50
Case = dict[str, Any]
_FIRST: Final = to_minutes(instant(0).replace(year=2026, month=6, day=1, hour=10))
_FEW: Final = (
    {"family": "leg_credit", "basis": "greater"},
    {"family": "duty_rig", "per": 2},
    {"family": "monthly_guarantee", "hours": 70},
    {"family": "premium", "component": "late", "percent": 50, "condition": "in_local_min >= 1440"},
)
_MORE: Final = (
    {"family": "overtime", "threshold": "80:00", "percent": 50},
    {"family": "delay_pay", "after": "1:00", "percent": 50, "condition": "delay_minutes > 60 AND delay_code = 'MX'"},
    {"family": "per_diem", "per_hour": "2.25"},
    {"family": "premium", "component": "red_eye", "grain": "duty", "percent": 50,
     "window": {"start": "1:00", "end": "5:00"}},
    {"family": "holiday_premium", "percent": 100, "dates": ["2026-06-19", "2026-07-04"]},
    {"family": "trip_rig", "per": 4},
    {"family": "minimum_credit", "component": "minimum_day", "per": "calendar_day", "minutes": "4:00"},
    {"family": "greatest_of", "grain": "trip", "of": ["flight_pay", "duty_rig", "trip_rig", "minimum_day"]},
)  # fmt: skip


class Took(NamedTuple):
    """What was explained, and seconds of the processor for each time, in ascending order."""

    name: str
    seconds: Sequence[float]

    @property
    def median(self) -> float:
        """The middle one."""
        return self.seconds[len(self.seconds) // 2]


def case(trips: int, terms: Sequence[Case]) -> str:
    """A crew member's June with so many trips of two legs, a day apart, as the text of a pay case."""
    crew = {"id": "X1", "position": "CAPTAIN", "base": "HVN", "hourly_rate": "200.00", "hire_date": "2024-02-01"}
    period = {"start": "2026-06-01", "end": "2026-06-30"}
    coded = [{"code": f"T{number}"} | term for number, term in enumerate(terms)]
    return json.dumps({"crew": crew, "period": period, "terms": coded, "trips": [*map(_trip, range(trips))]})


def _trip(number: int) -> Case:
    report = _FIRST + number * 1440
    out, back = (_leg(f"XP{number}{way}", report + start) for way, start in (("A", 60), ("B", 300)))
    back |= {"from": "MCO", "to": "HVN", "delay_code": "MX"}
    duty = {"report": to_iso(report), "release": to_iso(report + 600), "legs": [out, back]}
    return {"id": f"t{number}", "duties": [duty]}


def _leg(flight: str, start: int) -> Case:
    times = {"sched_out": start, "sched_in": start + 150, "out": start + 5, "in": start + 165}
    return {"flight": flight, "from": "HVN", "to": "MCO"} | {name: to_iso(at) for name, at in times.items()}


def measured(times: int = TIMES) -> list[Took]:
    """How long each of the cases takes, explained so many times."""
    few, month, desk = case(1, _FEW), case(20, (*_FEW, *_MORE)), Desk()
    return [
        Took("four terms, one trip, fresh", _repeated(lambda: Desk().explain(read(few)), times)),
        Took("four terms, one trip", _repeated(lambda: desk.explain(read(few)), times)),
        Took("twelve terms, one trip", _repeated(lambda: desk.explain(read(case(1, (*_FEW, *_MORE)))), times)),
        Took("twelve terms, twenty trips", _repeated(lambda: desk.explain(read(month)), times)),
    ]


def _repeated(work: Callable[[], object], times: int) -> list[float]:
    work()
    seconds = []
    for _ in range(times):
        begun = time.process_time()
        work()
        seconds.append(time.process_time() - begun)
    return sorted(seconds)


def main() -> None:
    """One line a case: median, the longest but one in a hundred, and whether the median is under the target."""
    for took in measured():
        last = took.seconds[-(-99 * len(took.seconds) // 100) - 1]
        reached = "reached" if took.median < TARGET else "NOT REACHED"
        print(f"{took.name:<32} median {told(took.median):>9}  p99 {told(last):>9}  < {told(TARGET)}: {reached}")


if __name__ == "__main__":
    main()
