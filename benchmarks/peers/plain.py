"""The terms as a payroll program writes them by hand: a loop over crew, duties and legs, in ``Decimal``."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any
from zoneinfo import ZoneInfo

from benchmarks.peers import terms
from benchmarks.peers.terms import Frames

Row = dict[str, Any]
_HOME = ZoneInfo(terms.ZONE)
_STATIONS = {"EWR": _HOME, "MCO": _HOME}
_HOUR, _HUNDRED = Decimal(60), Decimal(100)


def gross(frames: Frames) -> dict[str, int]:
    """Cents by crew member."""
    crew, duties, legs = (frame.to_dicts() for frame in frames)
    legs_of, duties_of = defaultdict(list), defaultdict(list)
    for leg in legs:
        legs_of[leg["duty_id"]].append(leg)
    for duty in duties:
        duties_of[duty["crew_id"]].append(duty)
    return {person["crew_id"]: _month(person, duties_of[person["crew_id"]], legs_of) for person in crew}


def _month(person: Row, duties: list[Row], legs_of: dict[str, list[Row]]) -> int:
    cents, credit = Decimal(0), 0
    for duty in duties:
        first = _instant(duty["report"]).astimezone(_HOME).date()
        rate = _rate(person, first)
        flown = 0
        for leg in legs_of[duty["duty_id"]]:
            minutes, amount = _leg(leg, first, rate)
            flown, cents = flown + minutes, cents + amount
        rig = int((Decimal(duty["release"] - duty["report"]) / terms.RIG).quantize(Decimal(1), ROUND_HALF_UP))
        lift = max(0, rig - flown)
        cents += _paid(lift, rate) + _paid(duty["release"] - duty["report"], Decimal(terms.MEALS))
        credit += flown + lift
    rate = _rate(person, terms.MONTH[0])
    cents += _paid(max(0, terms.GUARANTEE - credit), rate)
    cents += _paid(max(0, credit - terms.THRESHOLD), rate, terms.OVERTIME)
    return int(cents)


def _leg(leg: Row, first: date, rate: Decimal) -> tuple[int, Decimal]:
    """The credit of a leg and everything that is paid for it."""
    credit = max(leg["scheduled_in"] - leg["scheduled_out"], leg["in"] - leg["out"])
    if leg["kind"] == "DEADHEAD":
        credit = int((Decimal(credit) * terms.DEADHEAD / _HUNDRED).quantize(Decimal(1), ROUND_HALF_UP))
    amount = _paid(credit, rate)
    late = max(0, leg["in"] - leg["scheduled_in"])
    if late >= terms.LATE and leg["delay_code"] in ("MX", "CREW"):
        amount += _paid(late - terms.LATE, rate, terms.DELAY)
    out, into = _instant(leg["out"]), _instant(leg["in"])
    midnight = datetime.combine(first, datetime.min.time(), _HOME)
    if _wall(into.astimezone(_HOME), midnight) > 1440 or _wall(out.astimezone(_HOME), midnight) < 300:
        amount += _paid(_night(out.astimezone(_HOME), into.astimezone(_HOME)), rate, terms.NIGHT)
    touched = (out.astimezone(_STATIONS[leg["origin"]]), into.astimezone(_STATIONS[leg["destination"]]))
    if terms.HOLIDAY in (moment.date() for moment in touched):
        amount += _paid(credit, rate)
    return credit, amount


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
