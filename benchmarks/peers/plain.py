"""The terms as a payroll program writes them by hand: a loop over crew, duties, legs, in ``Decimal``, line by line."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.peers import terms
from benchmarks.peers.terms import Frames

Row = dict[str, Any]
Line = tuple[str, str, int, Decimal, int, Decimal, str]
"""Component, what it is about, minutes, cents an hour, percent, cents, and why."""
_HOME = ZoneInfo(terms.ZONE)
_STATIONS = {"EWR": _HOME, "MCO": _HOME}
_HOUR, _HUNDRED = Decimal(60), Decimal(100)


def gross(frames: Frames) -> dict[str, int]:
    """Cents by crew member, out of the lines."""
    return {name: int(sum(line[-2] for line in found)) for name, found in statements(frames).items()}


def statements(frames: Frames) -> dict[str, list[Line]]:
    """The lines of every crew member, each with its sentence."""
    crew, duties, legs = (frame.to_dicts() for frame in frames)
    legs_of, duties_of = defaultdict(list), defaultdict(list)
    for leg in legs:
        legs_of[leg["duty_id"]].append(leg)
    for duty in duties:
        duties_of[duty["crew_id"]].append(duty)
    return {person["crew_id"]: list(_month(person, duties_of[person["crew_id"]], legs_of)) for person in crew}


def _month(person: Row, duties: list[Row], legs_of: dict[str, list[Row]]) -> Iterator[Line]:
    credit = 0
    for duty in duties:
        first = _instant(duty["report"]).astimezone(_HOME).date()
        rate = _rate(person, first)
        flown = 0
        for leg in legs_of[duty["duty_id"]]:
            minutes = _credit(leg)
            flown += minutes
            yield from _leg(leg, minutes, first, rate)
        worked = duty["release"] - duty["report"]
        rig = int((Decimal(worked) / terms.RIG).quantize(Decimal(1), ROUND_HALF_UP))
        lift = max(0, rig - flown)
        if lift:
            words = (
                f"{_hours(worked)} duty at 1:{terms.RIG} is {_hours(rig)}, duty of {first}, over {_hours(flown)} credit"
            )
            yield _line("duty_rig", duty["duty_id"], lift, rate, 100, words)
        meals = f"{_hours(worked)} away from base on the trip of {first}"
        yield _line("per_diem", duty["trip_id"], worked, Decimal(terms.MEALS), 100, meals)
        credit += flown + lift
    rate = _rate(person, terms.MONTH[0])
    if credit < terms.GUARANTEE:
        words = f"{_hours(credit)} credit is under the guarantee of {_hours(terms.GUARANTEE)}"
        yield _line("guarantee", "", terms.GUARANTEE - credit, rate, 100, words)
    if credit > terms.THRESHOLD:
        over = credit - terms.THRESHOLD
        words = f"{terms.OVERTIME}% on {_hours(over)} of {_hours(credit)} credit over {_hours(terms.THRESHOLD)}"
        yield _line("overtime", "", over, rate, terms.OVERTIME, words)


def _credit(leg: Row) -> int:
    credit: int = max(leg["scheduled_in"] - leg["scheduled_out"], leg["in"] - leg["out"])
    if leg["kind"] == "DEADHEAD":
        return int((Decimal(credit) * terms.DEADHEAD / _HUNDRED).quantize(Decimal(1), ROUND_HALF_UP))
    return credit


def _leg(leg: Row, credit: int, first: date, rate: Decimal) -> Iterator[Line]:
    """Everything that is paid for a leg."""
    name = f"leg {leg['flight_number']} {leg['origin']}-{leg['destination']}"
    planned, block = leg["scheduled_in"] - leg["scheduled_out"], leg["in"] - leg["out"]
    words = f"{_hours(block)} actual block, {_hours(planned)} scheduled, {name}"
    yield _line("flight_pay", leg["leg_id"], credit, rate, 100, words)
    late = max(0, leg["in"] - leg["scheduled_in"])
    if late > terms.LATE and leg["delay_code"] in ("MX", "CREW"):
        words = f"{_hours(late - terms.LATE)} of {_hours(late)} late ({leg['delay_code']}), {name}"
        yield _line("delay_pay", leg["leg_id"], late - terms.LATE, rate, terms.DELAY, words)
    out, into = _instant(leg["out"]).astimezone(_HOME), _instant(leg["in"]).astimezone(_HOME)
    midnight = datetime.combine(first, datetime.min.time(), _HOME)
    if _wall(into, midnight) > 1440 or _wall(out, midnight) < 300:
        night = _night(out, into)
        yield _line("red_eye", leg["leg_id"], night, rate, terms.NIGHT, f"{terms.NIGHT}% on {_hours(night)}, {name}")
    touched = (out.astimezone(_STATIONS[leg["origin"]]), into.astimezone(_STATIONS[leg["destination"]]))
    if terms.HOLIDAY in (moment.date() for moment in touched):
        words = f"100% on {_hours(credit)} credit, {name} on the holiday {terms.HOLIDAY}"
        yield _line("holiday_pay", leg["leg_id"], credit, rate, 100, words)


def _line(component: str, about: str, minutes: int, rate: Decimal, percent: int, words: str) -> Line:
    return (
        component,
        about,
        minutes,
        rate,
        percent,
        _paid(minutes, rate, percent),
        f"{words}, at {rate / _HUNDRED} an hour",
    )


def _hours(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"


def _wall(moment: datetime, midnight: datetime) -> int:
    days = (moment.date() - midnight.date()).days
    return days * 1440 + moment.hour * 60 + moment.minute


def _night(out: datetime, into: datetime) -> int:
    """Minutes between 22:00 and 06:00, evening by evening."""
    inside, day = 0, out.date() - timedelta(days=1)
    while day <= into.date():
        opens = datetime.combine(day, datetime.min.time(), _HOME) + timedelta(minutes=terms.OPENS)
        closes = datetime.combine(day + timedelta(days=1), datetime.min.time(), _HOME) + timedelta(minutes=terms.CLOSES)
        inside += max(0, int((min(into, closes) - max(out, opens)).total_seconds()) // 60)
        day += timedelta(days=1)
    return inside


def _rate(person: Row, day: date) -> Decimal:
    hired = person["hire_date"]
    years = day.year - hired.year - ((day.month, day.day) < (hired.month, hired.day))
    return Decimal(terms.FIRST_RATE[person["position"]] + terms.YEARLY * min(max(years, 0), terms.YEARS))


def _paid(minutes: int, rate: Decimal, percent: int = 100) -> Decimal:
    return (Decimal(minutes) * rate / _HOUR * percent / _HUNDRED).quantize(Decimal(1), ROUND_HALF_UP)


def _instant(minute: int) -> datetime:
    return datetime.fromtimestamp(minute * 60, UTC)
