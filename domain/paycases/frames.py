"""The frames of a pay case, as the pay engine takes them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from functools import cache
from typing import Any, Final, NamedTuple

import polars as pl

from domain.airports import zone_of
from domain.currencies import currency
from domain.frames import (
    CREW,
    CREW_MORE,
    DAYS,
    DUTIES,
    DUTY_MORE,
    EMPTIED,
    HOLIDAYS,
    LEG_MORE,
    LEGS,
    STANDBY,
    TOLD,
    VERSIONS,
    Schema,
)
from domain.paycases.written import CaseIn, DutyIn, LegIn

_LEG: Final[Schema] = LEGS | LEG_MORE
_DUTY: Final[Schema] = DUTIES | DUTY_MORE
UNTOLD: Final = "told as a block"
"""The flight number of what was flown in a duty of which only the block is told."""

_ALIKE: Final = (
    *("kind", "origin", "destination", "out", "landed", "aircraft_type", "delay_code", "cancelled"),
    *("operated_by_other", "added_after_report", "gate_return", "language", "day_off"),
)
_WRITTEN: Final = {name: name for name in _ALIKE} | {
    "flight_number": "flight",
    "scheduled_out": "sched_out",
    "scheduled_in": "sched_in",
    "in": "into",
}
"""The columns of a leg, and what each is called in its written form."""
_FLOWN: Final = dict.fromkeys(_WRITTEN) | {"flight_number": UNTOLD, "kind": "OPERATING", "cancelled": False}


class Frames(NamedTuple):
    """One crew member's frames, as ``domain.frames`` names them."""

    crew: pl.DataFrame
    duties: pl.DataFrame
    legs: pl.DataFrame
    standby: pl.DataFrame
    days: pl.DataFrame
    versions: pl.DataFrame
    told: pl.DataFrame
    holidays: pl.DataFrame
    emptied: pl.DataFrame


def frames_of(given: CaseIn, *, cancelled: bool) -> Frames:
    """The frames; duties whose legs were all cancelled are in them only where ``cancelled``."""
    duties = [one for one in _duties(given) if cancelled or not _all_cancelled(one[1])]
    usual = "LINE" if any(duty.assigned_by for _, duty in duties) else None
    return Frames(
        crew=_frame([_crew(given)], CREW | CREW_MORE),
        duties=_frame((_duty(keys, duty, usual) for keys, duty in duties), _DUTY),
        legs=_frame((leg for keys, duty in duties for leg in _legs(keys, duty)), _LEG),
        standby=_frame(_standby(given), STANDBY),
        days=_frame(_days(given), DAYS),
        versions=_frame(_versions(given), VERSIONS),
        told=_frame(_told(given), TOLD),
        holidays=_frame(({"day": day} for day in sorted(set(given.holidays))), HOLIDAYS),
        emptied=_frame(_emptied(given), EMPTIED),
    )


def _frame(rows: Iterable[Mapping[str, Any]], schema: Schema) -> pl.DataFrame:
    line = list(rows)
    if not line:
        return _nothing(tuple(schema.items()))
    return pl.DataFrame({name: [row[name] for row in line] for name in schema}, schema=dict(schema))


@cache
def _nothing(schema: tuple[tuple[str, pl.DataType], ...]) -> pl.DataFrame:
    return pl.DataFrame(schema=dict(schema))


def _crew(given: CaseIn) -> dict[str, Any]:
    crew, money = given.crew, currency(given.currency)
    parts = None if crew.hourly_rate is None else int(crew.hourly_rate.scaleb(money.exponent + 2))
    return {
        "crew_id": crew.id,
        "employee_id": crew.id,
        "position": crew.position.value,
        "base": crew.base,
        "zone": zone_of(crew.base),
        "hire_date": crew.hire_date,
        "contract_rate": None if parts is None else parts // 100,
        "contract_rate_parts": None if parts is None else parts % 100,
        "available_from": given.available.start,
        "available_to": given.available.end,
    }


def _duties(given: CaseIn) -> Iterator[tuple[dict[str, str], DutyIn]]:
    for trip in given.trips:
        for place, duty in enumerate(trip.duties):
            yield {"crew_id": given.crew.id, "trip_id": trip.id, "duty_id": f"{trip.id}-{place + 1}"}, duty


def _all_cancelled(duty: DutyIn) -> bool:
    return bool(duty.legs) and all(leg.cancelled for leg in duty.legs)


def _duty(keys: dict[str, str], duty: DutyIn, usual: str | None) -> dict[str, Any]:
    return keys | {
        "report": duty.report,
        "release": duty.release,
        "planned_report": duty.report if duty.planned_report is None else duty.planned_report,
        "planned_release": duty.release if duty.planned_release is None else duty.planned_release,
        "assigned_by": duty.assigned_by or usual,
        "reported": None,
    }


def _legs(keys: dict[str, str], duty: DutyIn) -> Iterator[dict[str, Any]]:
    if duty.block is not None:
        yield _leg(keys, "1", None, duty.block)
    for place, leg in enumerate(duty.legs, start=1):
        yield _leg(keys, str(place), leg, leg.block)


def _leg(keys: dict[str, str], place: str, leg: LegIn | None, block: int | None) -> dict[str, Any]:
    """A leg; None is what was flown in a duty whose block alone is told."""
    flight = UNTOLD if leg is None else leg.flight
    known = _FLOWN if leg is None else {column: getattr(leg, name) for column, name in _WRITTEN.items()}
    if leg is not None and leg.delay_code is None and _on_time(leg):
        known["delay_code"] = ""
    return keys | known | {"leg_id": f"{keys['duty_id']}-{place}", "flight_id": flight, "told_block": block}


def _on_time(leg: LegIn) -> bool:
    """Whether it is known to have left and arrived no later than scheduled: nothing was there to be coded."""
    pairs = (leg.out, leg.sched_out), (leg.into, leg.sched_in)
    return all(real is not None and planned is not None and real <= planned for real, planned in pairs)


def _standby(given: CaseIn) -> Iterator[dict[str, Any]]:
    for place, one in enumerate(given.standby, start=1):
        times = {"kind": one.kind, "start": one.start, "end": one.end, "trip_id": one.assigned_trip}
        yield {"standby_id": f"standby-{place}", "crew_id": given.crew.id} | times


def _days(given: CaseIn) -> Iterator[dict[str, Any]]:
    for days in given.days:
        for step in range((days.end - days.start).days + 1):
            yield {"crew_id": given.crew.id, "day": days.start + timedelta(days=step), "kind": days.kind}


def _versions(given: CaseIn) -> Iterator[dict[str, Any]]:
    for trip in given.trips:
        for version in trip.versions:
            yield {"crew_id": given.crew.id, "trip_id": trip.id, **dict(version)}


def _emptied(given: CaseIn) -> Iterator[dict[str, Any]]:
    for trip in given.trips:
        if not trip.duties:
            yield {"crew_id": given.crew.id, "trip_id": trip.id, "report": trip.span[0]}


def _told(given: CaseIn) -> Iterator[dict[str, Any]]:
    worked = None if given.trips else given.days_worked
    told = {"credit": given.credit, "days_worked": worked, "unpaid_days": given.unpaid_days or None}
    if any(value is not None for value in told.values()):
        yield {"crew_id": given.crew.id} | told
