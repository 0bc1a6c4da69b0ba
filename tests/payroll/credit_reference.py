"""Contracts with every way to credit, written out plainly for one person at a time: fractions, loops, no frames.

It reads the terms as their docstrings say. It shares with the engine the typed terms and the clock of one instant.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any

from domain.airports import airport
from domain.clock import local, local_date
from domain.rules.pay import Basis, Grain, GreatestOf, HourlyRate, Proration, StepChange, Term

Row = dict[str, Any]
Owed = dict[str, tuple[int, int]]
"""By component: minor units, and minutes of credit."""


def nearest(exact: Fraction) -> int:
    """The nearest whole number, a half away from zero."""
    size = floor(abs(exact) + Fraction(1, 2))
    return size if exact >= 0 else -size


def owed(terms: dict[str, Term], scale: HourlyRate, person: Row, start: date, end: date) -> Owed:
    """What one person is owed by these terms, which are in the order of their components."""
    return Month(terms, scale, person, start, end).owed()


class Month:
    """One person's month: credit by leg, duty, trip day, trip and period as the components come."""

    def __init__(self, terms: dict[str, Term], scale: HourlyRate, person: Row, start: date, end: date) -> None:
        self.terms, self.scale, self.person, self.start, self.end = terms, scale, person, start, end
        self.zone: str = person["zone"]
        self.lines: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.legs: dict[str, int] = defaultdict(int)
        self.duties: dict[str, int] = defaultdict(int)
        self.days: dict[tuple[str, date], int] = defaultdict(int)
        self.trips: dict[str, int] = defaultdict(int)
        self.period = 0
        self.by_component: dict[str, int] = defaultdict(int)
        self.levels: dict[str, dict[Any, int]] = defaultdict(dict)
        self.flown: dict[tuple[str, str, str], int] = defaultdict(int)
        self.compared = {name for term in terms.values() if isinstance(term, GreatestOf) for name in term.of}

    def owed(self) -> Owed:
        """All components in their order."""
        for name, term in self.terms.items():
            work: Callable[[str, Any], None] = getattr(self, f"_{term.family}")
            work(name, term)
        sums = {name: (sum(a for a, _ in rows), sum(c for _, c in rows)) for name, rows in self.lines.items()}
        return {name: pair for name, pair in sums.items() if pair != (0, 0)}

    # -- what lines are made of

    def _rate(self, day: date) -> Fraction:
        """Minor units an hour, by the full years of service on a day."""
        hired: date = self.person["hire_date"]
        years = day.year - hired.year - ((day.month, day.day) < (hired.month, hired.day))
        steps = [one for one in self.scale.steps if one.years <= max(0, years)]
        return Fraction(max(steps, key=lambda one: one.years).rate) * 100

    def _priced(self, trip: Row | None, duty: Row | None) -> Fraction:
        """The rate of a row: by its duty's day, its trip's or the period's."""
        change = self.scale.step_change
        if trip is None or change is StepChange.PERIOD:
            return self._rate(self._first())
        first = min(each["report"] for each in trip["duties"])
        report = first if duty is None or change is StepChange.TRIP else duty["report"]
        return self._rate(local_date(report, self.zone))

    def _first(self) -> date:
        return max(self.start, self.person["available_from"] or self.start)

    def _pay(self, name: str, minutes: int, rate: Fraction, percent: int = 100, credit: int | None = None) -> None:
        amount = nearest(minutes * rate * percent / 6000)
        self.lines[name].append((amount, minutes if credit is None else credit))

    def _credit(
        self, name: str, minutes: int, trip: Row | None, duty: Row | None = None, leg: Row | None = None
    ) -> None:
        """Credit counts on its own row and all above it."""
        self.period += minutes
        self.by_component[name] += minutes
        if trip is not None:
            self.trips[trip["id"]] += minutes
        if trip is not None and duty is not None:
            self.duties[duty["id"]] += minutes
            moment = duty["report"] if leg is None else leg["out"] if not leg["cancelled"] else leg["scheduled_out"]
            self.days[trip["id"], local_date(moment, self.zone)] += minutes
            self.flown[name, "duty", duty["id"]] += minutes
        if trip is not None:
            self.flown[name, "trip", trip["id"]] += minutes
        if leg is not None:
            self.legs[leg["id"]] += minutes

    def _lift(
        self, name: str, level: int, stands: int, key: Any, trip: Row | None = None,
        duty: Row | None = None, leg: Row | None = None, day: date | None = None,
    ) -> None:  # fmt: skip
        """A floor pays what it exceeds the credit by; one that is compared pays nothing itself."""
        self.levels[name][key] = level
        lift = max(0, level - stands)
        if lift and name not in self.compared:
            by_day = day is not None and self.scale.step_change is StepChange.DUTY
            self._pay(name, lift, self._rate(day) if by_day and day else self._priced(trip, duty))
            self._credit(name, lift, trip, duty, leg)

    def _every(self) -> Iterable[tuple[Row, Row, Row]]:
        return ((trip, duty, leg) for trip in self.person["trips"] for duty in trip["duties"] for leg in duty["legs"])

    # -- flying

    def _leg_credit(self, name: str, term: Any) -> None:
        elsewhere = any(one.family == "deadhead_credit" for one in self.terms.values())
        mine = [each for each in self._every() if not (elsewhere and each[2]["kind"] == "DEADHEAD")]
        groups: dict[Any, list[Row]] = defaultdict(list)
        for trip, duty, leg in mine:
            key = {Grain.LEG: leg["id"], Grain.DUTY: duty["id"], Grain.TRIP: trip["id"], Grain.PERIOD: ""}[term.compare]
            if not leg["cancelled"]:
                groups[key].append(leg)
        longer: dict[str, bool] = {}
        for legs in groups.values():
            late = sum(map(_actual, legs)) > sum(map(_scheduled, legs))
            longer |= {leg["id"]: late for leg in legs}
        for trip, duty, leg in mine:
            block = _block(leg, term.basis, longer.get(leg["id"], False))
            share = 100 if leg["kind"] == "OPERATING" else term.deadhead_percent
            minutes = nearest(Fraction(block * share, 100))
            if leg["kind"] == "OPERATING" and not leg["cancelled"]:
                minutes = max(minutes, term.minimum)
            self._pay(name, minutes, self._priced(trip, duty))
            self._credit(name, minutes, trip, duty, leg)

    def _deadhead_credit(self, name: str, term: Any) -> None:
        for trip, duty, leg in self._every():
            if leg["kind"] == "DEADHEAD" and not leg["cancelled"]:
                block = _block(leg, term.basis, _actual(leg) > _scheduled(leg))
                minutes = max(nearest(Fraction(block * term.percent, 100)), term.minimum)
                self._pay(name, minutes, self._priced(trip, duty))
                self._credit(name, minutes, trip, duty, leg)

    # -- floors

    def _minimum_credit(self, name: str, term: Any) -> None:
        if term.per == "day_worked":
            worked = {day for trip in self.person["trips"] for duty in trip["duties"] for day in self._touched(duty)}
            inside = [day for day in worked if self.start <= day < self.end]
            self._lift(name, term.minutes * len(inside), self.period, "")
            return
        for trip in self.person["trips"]:
            if term.per == "trip_day_average":
                days = sorted(day for duty in trip["duties"] for day in self._touched(duty))
                level = term.minutes * ((days[-1] - days[0]).days + 1)
                self._lift(name, level, self.trips[trip["id"]], trip["id"], trip)
            elif term.per == "calendar_day":
                for day in sorted({day for duty in trip["duties"] for day in self._touched(duty)}):
                    stands = self.days[trip["id"], day]
                    self._lift(name, term.minutes, stands, (trip["id"], day), trip, day=day)
            for duty in trip["duties"]:
                if term.per == "duty":
                    self._lift(name, term.minutes, self.duties[duty["id"]], duty["id"], trip, duty)
                for leg in duty["legs"]:
                    if term.per == "leg" and not leg["cancelled"]:
                        self._lift(name, term.minutes, self.legs[leg["id"]], leg["id"], trip, duty, leg)

    def _touched(self, duty: Row) -> list[date]:
        """The calendar days of the base that a duty has a minute on."""
        first, last = local_date(duty["report"], self.zone), local_date(duty["release"] - 1, self.zone)
        return [first + timedelta(days=step) for step in range((last - first).days + 1)]

    def _duty_rig(self, name: str, term: Any) -> None:
        for trip in self.person["trips"]:
            for duty in trip["duties"]:
                length = _length(duty, term.basis)
                exact = Fraction(length * term.credit, term.per)
                for window in term.windows:
                    inside = sum(
                        _within(minute, window, self.zone) for minute in range(duty["report"], duty["release"])
                    )
                    exact += inside * (Fraction(window.credit, window.per) - Fraction(term.credit, term.per))
                self._lift(name, nearest(exact), self.duties[duty["id"]], duty["id"], trip, duty)

    def _trip_rig(self, name: str, term: Any) -> None:
        for trip in self.person["trips"]:
            level = nearest(Fraction(_length(trip, term.basis) * term.credit, term.per))
            self._lift(name, level, self.trips[trip["id"]], trip["id"], trip)

    def _greatest_of(self, name: str, term: Any) -> None:
        for trip in self.person["trips"]:
            for duty in trip["duties"] if term.grain is Grain.DUTY else [None]:
                values = [self._branch(one, term, trip, duty) for one in term.of]
                flying = self._branch(term.of[0], term, trip, duty)
                lift = max(values) - flying
                if lift > 0:
                    winner = term.of[values.index(max(values))]
                    self._pay(winner, lift, self._priced(trip, duty))
                    self._credit(winner, lift, trip, duty)

    def _branch(self, name: str, term: Any, trip: Row, duty: Row | None) -> int:
        """What a component counts with: its levels on the row, or its credit and that of what goes with it."""
        if name in self.levels:
            return sum(level for key, level in self.levels[name].items() if key in self._keys(trip, duty))
        row = ("trip", trip["id"]) if duty is None else ("duty", duty["id"])
        return sum(self.flown[one, *row] for one in (name, *(term.with_flying if name == term.of[0] else ())))

    def _keys(self, trip: Row, duty: Row | None) -> set[Any]:
        if duty is not None:
            return {duty["id"]} | {leg["id"] for leg in duty["legs"]}
        days = {(trip["id"], day) for each in trip["duties"] for day in self._touched(each)}
        legs = {leg["id"] for each in trip["duties"] for leg in each["legs"]}
        return {trip["id"]} | {each["id"] for each in trip["duties"]} | days | legs

    # -- the month

    def _monthly_guarantee(self, name: str, term: Any) -> None:
        level = self.guaranteed(term)
        short = max(0, level - self.period)
        self._pay(name, short, self._rate(self._first()), credit=0)

    def guaranteed(self, term: Any) -> int:
        """What the month guarantees, in minutes."""
        whole = (self.end - self.start).days
        last = self.end - timedelta(days=1)
        joined = max(self.start, self.person["available_from"] or self.start)
        left = min(last, self.person["available_to"] or last)
        on_books = max(0, (left - joined).days + 1)
        unpaid = sum(joined <= day <= left for day in self.person["days"]["UNPAID"])
        days = max(0, on_books - unpaid)
        match term.proration:
            case Proration.NONE:
                return int(term.minutes) if on_books else 0
            case Proration.CALENDAR_DAYS:
                return nearest(Fraction(term.minutes * days, whole))
            case Proration.TABLE:
                return int(max((row for row in term.table if row.days <= days), key=lambda row: row.days).minutes)
        value: dict[int | None, int] = {row.month_days: row.minutes for row in term.day_values}
        each: int = value[whole] if whole in value else value[None]
        left_over: int = int(term.minutes) - (whole - days) * each
        return max(0, left_over)

    def _overtime(self, name: str, term: Any) -> None:
        counted = self.period - sum(self.by_component[one] for one in term.excludes)
        self._pay(name, max(0, counted - term.threshold), self._rate(self._first()), term.percent, credit=0)

    # -- beside flying

    def _standby_credit(self, name: str, term: Any) -> None:
        reports = {trip["id"]: min(duty["report"] for duty in trip["duties"]) for trip in self.person["trips"]}
        for one in self.person["standby"]:
            if one["kind"] == term.kind:
                end = min(one["end"], reports[one["trip_id"]]) if one["trip_id"] and term.until_report else one["end"]
                length = max(0, end - one["start"])
                minutes = nearest(Fraction(length * term.credit, term.per))
                if not one["trip_id"]:
                    reached = [row.credit for row in term.unused if row.length <= length]
                    minutes = max(minutes, *reached[-1:], 0)
                rate = self._rate(local_date(one["start"], self.zone))
                if self.scale.step_change is StepChange.PERIOD:
                    rate = self._rate(self._first())
                self._pay(name, minutes, rate, term.percent)
                self._credit(name, minutes, None)

    def _training_pay(self, name: str, term: Any) -> None:
        self._absent(name, term, "TRAINING")

    def _vacation_pay(self, name: str, term: Any) -> None:
        self._absent(name, term, "VACATION")

    def _absent(self, name: str, term: Any, kind: str) -> None:
        for day in self.person["days"][kind]:
            whole = self.scale.step_change is StepChange.PERIOD
            rate = self._rate(self._first() if whole else day)
            self._pay(name, term.minutes, rate, term.percent, credit=term.minutes if term.credited else 0)
            if term.credited:
                self._credit(name, term.minutes, None)

    # -- money beside credit

    def _per_diem(self, name: str, term: Any) -> None:
        for trip in self.person["trips"]:
            first = min(duty["report"] for duty in trip["duties"])
            last = max(duty["release"] for duty in trip["duties"])
            abroad = any(
                airport(leg[end]).country not in term.home_countries
                for duty in trip["duties"]
                for leg in duty["legs"]
                for end in ("origin", "destination")
                if not leg["cancelled"]
            )
            far = term.international_per_hour is not None and abroad
            rate = Fraction(term.international_per_hour if far else term.per_hour) * 100
            later = local_date(first, self.zone) != local_date(last, self.zone)
            if term.day_trips or (later and len(trip["duties"]) > 1):
                self._pay(name, last - first, rate, credit=0)

    def _boarding_pay(self, name: str, term: Any) -> None:
        usual = {time.aircraft_type: time.minutes for time in term.times}
        for trip, duty, leg in self._every():
            if leg["kind"] == "OPERATING" and not leg["cancelled"]:
                minutes = usual[leg["aircraft_type"] if leg["aircraft_type"] in usual else None]
                rate = self._priced(trip, duty) if term.per_hour is None else Fraction(term.per_hour) * 100
                self._pay(name, minutes, rate, 100 if term.percent is None else term.percent, credit=0)

    def _holding_pay(self, name: str, term: Any) -> None:
        for trip, duty, leg in self._every():
            if not leg["cancelled"]:
                over = max(0, leg["out"] - leg["scheduled_out"] - term.after)
                self._paid_wait(name, term, over, trip, duty)

    def _delay_pay(self, name: str, term: Any) -> None:
        end = {"departure": ("out", "scheduled_out"), "arrival": ("in", "scheduled_in")}[term.measured]
        for trip, duty, leg in self._every():
            if not leg["cancelled"]:
                self._paid_wait(name, term, max(0, leg[end[0]] - leg[end[1]] - term.after), trip, duty)

    def _paid_wait(self, name: str, term: Any, over: int, trip: Row, duty: Row) -> None:
        minutes = over if term.maximum is None else min(over, term.maximum)
        self._pay(name, minutes, self._priced(trip, duty), term.percent, credit=0)


def _scheduled(leg: Row) -> int:
    return int(leg["scheduled_in"] - leg["scheduled_out"])


def _actual(leg: Row) -> int:
    return 0 if leg["cancelled"] else int(leg["in"] - leg["out"])


def _block(leg: Row, basis: Basis, late: bool) -> int:
    if basis is Basis.SCHEDULED:
        return _scheduled(leg)
    if basis is Basis.ACTUAL or leg["cancelled"]:
        return _actual(leg)
    return _actual(leg) if late else _scheduled(leg)


def _length(row: Row, basis: Basis) -> int:
    """Of a duty, or of a trip from its first report to its last release."""
    duties = row.get("duties", [row])
    spans = {
        Basis.ACTUAL: max(each["release"] for each in duties) - min(each["report"] for each in duties),
        Basis.SCHEDULED: max(each["planned_release"] for each in duties)
        - min(each["planned_report"] for each in duties),
    }
    return int(max(spans.values()) if basis is Basis.GREATER else spans[basis])


def _within(instant: int, window: Any, zone: str) -> bool:
    there = local(instant, zone)
    minute = there.hour * 60 + there.minute
    opens, closes = int(window.start), int(window.end)
    return opens <= minute < closes if opens <= closes else minute >= opens or minute < closes
