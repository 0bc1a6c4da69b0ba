"""A small pay case, and edits of it."""

from collections.abc import Callable
from copy import deepcopy
from typing import Any

Case = dict[str, Any]
Edit = Callable[[Case], object]


def leg(out: str = "11:00", into: str = "13:30", **more: Any) -> Case:
    """A leg on 10 June that was flown as scheduled."""
    times = {"sched_out": out, "sched_in": into, "out": out, "in": into}
    said = {"flight": "XP101", "from": "HVN", "to": "MCO"}
    return said | {name: f"2026-06-10T{clock}Z" for name, clock in times.items()} | more


def duty(*legs: Case, report: str = "10:00", release: str = "20:00", **more: Any) -> Case:
    """A duty on 10 June."""
    times = {"report": f"2026-06-10T{report}Z", "release": f"2026-06-10T{release}Z"}
    return times | ({"legs": list(legs)} if legs else {}) | more


def trip(*duties: Case, **more: Any) -> Case:
    """A trip of these duties, or of one with a leg."""
    return {"id": "t1", "duties": list(duties or [duty(leg())])} | more


def case(*terms: Case, **more: Any) -> Case:
    """A first officer's June at 60.00 an hour: a minute is a unit of money. No trips, unless they are given."""
    crew = {"id": "X1", "position": "FIRST_OFFICER", "base": "HVN", "hourly_rate": "60.00", "hire_date": "2024-02-01"}
    period = {"start": "2026-06-01", "end": "2026-06-30"}
    return {"crew": crew, "period": period, "terms": list(terms)} | more


def term(family: str, **params: Any) -> Case:
    """A term called by its family."""
    return {"code": family, "family": family, **params}


LEG_CREDIT = term("leg_credit", basis="greater")
RIG = term("duty_rig", per=2)
GUARANTEE = term("monthly_guarantee", hours=70)


def edited(edit: Edit) -> Case:
    """A sound case with a trip, a standby and days, changed by an edit."""
    found = deepcopy(
        case(
            LEG_CREDIT,
            GUARANTEE,
            trips=[trip(duty(leg(), leg("14:00", "16:30")))],
            standby=[{"kind": "AIRPORT", "start": "2026-06-12T10:00Z", "end": "2026-06-12T14:00Z"}],
            days=[{"kind": "VACATION", "start": "2026-06-20", "end": "2026-06-21"}],
        )
    )
    edit(found)
    return found


def at(whole: Case, path: str) -> Any:
    """The value at ``trips.0.duties.0``."""
    found: Any = whole
    for step in path.split(".") if path else []:
        found = found[int(step) if step.isdigit() else step]
    return found


def put(path: str, **values: Any) -> Edit:
    """Sets keys of a value inside the case."""
    return lambda found: at(found, path).update(values)


def add(path: str, value: Any) -> Edit:
    """Adds to a list inside the case."""
    return lambda found: at(found, path).append(value)


def drop(path: str, *names: str) -> Edit:
    """Takes keys of a value inside the case away."""
    return lambda found: [at(found, path).pop(name) for name in names]
