"""The pay rules written out plainly, one row after another in Python, with fractions: slow, and easy to check by eye.

It shares with the engine the types of rules, the clock of one instant and the reading of a condition on one row.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import polars as pl

from domain.airports import zone_of
from domain.clock import local, local_date, offset
from domain.conditions import Truth, evaluate, parse
from domain.money import Currency
from domain.rulebook import Rulebook
from domain.rulegraph import Method
from domain.rules.pay import Basis, Proration
from domain.rules.rule import Key, Rule

Row = dict[str, Any]
GRAINS = ("leg", "duty", "trip", "period")
ROW_KEY = {"leg": ("leg_id",), "duty": ("duty_id",), "trip": ("crew_id", "trip_id"), "period": ("crew_id",)}
READS = {
    "leg_credit": "leg", "holiday_premium": "leg", "delay_pay": "leg", "duty_rig": "duty", "per_diem": "trip",
    "monthly_guarantee": "period", "overtime": "period",
}  # fmt: skip


def half_away(exact: Fraction) -> int:
    """The nearest whole number, a half away from zero."""
    size = (abs(exact) + Fraction(1, 2)).__floor__()
    return size if exact >= 0 else -size


def years(since: date, day: date) -> int:
    """Birthdays of the hire date up to a day."""
    return max(0, day.year - since.year - ((day.month, day.day) < (since.month, since.day)))


def both(one: bool | None, other: bool | None) -> bool | None:
    """AND of three values."""
    return False if False in (one, other) else None if None in (one, other) else True


def opposite(one: bool | None) -> bool | None:
    """NOT of three values."""
    return None if one is None else not one


class Reference:
    """One run over plain rows."""

    def __init__(
        self, book: Rulebook, crew: pl.DataFrame, duties: pl.DataFrame, legs: pl.DataFrame, currency: Currency
    ) -> None:
        self.book, self.currency = book, currency
        self.rows: dict[str, list[Row]] = {grain: [] for grain in GRAINS}
        self._facts(crew.to_dicts(), duties.to_dicts(), legs.to_dicts())
        self.candidates: dict[Key, list[Row]] = {}
        self.held: dict[Key, list[Row]] = {}
        self.standing: dict[Key, list[Row]] = {}
        self.unsure: dict[Key, list[Row]] = {}
        self.unpriced: dict[Key, list[Row]] = {}
        self.open: dict[Key, list[Row]] = {}

    def _facts(self, crew: list[Row], duties: list[Row], legs: list[Row]) -> None:
        people = {}
        last = self.book.end - timedelta(days=1)
        for one in crew:
            start, end = one["available_from"] or self.book.start, one["available_to"] or last
            days = sum(start <= day <= end for day in self._days())
            on = min(max(start, self.book.start), last)
            person = one | {"crew_position": one["position"], "on": on, "days": days, "credit_of": None}
            people[one["crew_id"]] = person | {"years_of_service": years(one["hire_date"], on)}
        self.rows["period"] = list(people.values())
        by_id, trips = {}, defaultdict(list)
        for duty in duties:
            person = people[duty["crew_id"]]
            day = local_date(duty["report"], person["zone"])
            flown = [leg for leg in legs if leg["duty_id"] == duty["duty_id"] and not leg["cancelled"]]
            row = person | duty | {
                "duty_date": day, "on": day, "augmented": None,
                "years_of_service": years(person["hire_date"], day),
                "report_local_min": self._clock(duty["report"], person["zone"], day),
                "release_local_min": self._clock(duty["release"], person["zone"], day),
                "duty_minutes": duty["release"] - duty["report"],
                "segments": sum(leg["kind"] == "OPERATING" for leg in flown),
                "deadheads": sum(leg["kind"] == "DEADHEAD" for leg in flown),
            }  # fmt: skip
            by_id[duty["duty_id"]] = row
            trips[duty["crew_id"], duty["trip_id"]].append(row)
        self.rows["duty"] = list(by_id.values())
        for of_trip in trips.values():
            first = min(of_trip, key=lambda duty: duty["report"])
            away = max(duty["release"] for duty in of_trip) - first["report"]
            self.rows["trip"].append(first | {"away": away, "duty_id": None})
        self.rows["leg"] = [self._leg(leg, by_id[leg["duty_id"]]) for leg in legs]

    def _days(self) -> Iterable[date]:
        return (self.book.start + timedelta(days=at) for at in range((self.book.end - self.book.start).days))

    def _clock(self, instant: int | None, zone: str, day: date) -> int | None:
        if instant is None:
            return None
        there = local(instant, zone)
        return (there.date() - day).days * 1440 + there.hour * 60 + there.minute

    def _leg(self, leg: Row, duty: Row) -> Row:
        zone, day = duty["zone"], duty["duty_date"]
        flown, known = not leg["cancelled"], leg["in"] is not None and leg["out"] is not None
        return duty | leg | {
            "scheduled_block_minutes": leg["scheduled_in"] - leg["scheduled_out"],
            "scheduled_out_local_min": self._clock(leg["scheduled_out"], zone, day),
            "scheduled_in_local_min": self._clock(leg["scheduled_in"], zone, day),
            "out_local_min": self._clock(leg["out"], zone, day) if flown else None,
            "in_local_min": self._clock(leg["in"], zone, day) if flown else None,
            "block_minutes": (leg["in"] - leg["out"] if known else None) if flown else 0,
            "delay_minutes": (max(0, leg["in"] - leg["scheduled_in"]) if known else None) if flown else 0,
        }  # fmt: skip

    # which rules hold

    def holds(self, rule: Rule, row: Row, grain: str) -> bool | None:
        """True, False, or None where a fact that decides is not known."""
        reached = (self.book.same_from or self.book.start) <= row["on"] < (self.book.same_until or self.book.end)
        if reached and rule.spec_on(row["on"]) is None:
            return False
        if row["crew_position"] not in rule.positions or (rule.bases and row["base"] not in rule.bases):
            return False
        answer = self._situation(rule, row, grain)
        return answer if reached or answer is False else None

    def _situation(self, rule: Rule, row: Row, grain: str) -> bool | None:
        """Whether any of its scenarios holds on the row."""
        found: set[bool | None] = set()
        for scenario in self.book.scenarios_of(rule.key):
            condition = parse(scenario.condition, scenario.grain)
            finer = GRAINS.index(scenario.grain) < GRAINS.index(grain)
            rows = [one for one in self.rows[scenario.grain] if self.same(one, row, grain)] if finer else [row]
            truths = {Truth.HOLDS: True, Truth.FAILS: False, Truth.NEEDS_DATA: None}
            found |= {truths[evaluate(condition, one).truth] for one in rows}
        return True if True in found else None if None in found else False

    def same(self, one: Row, other: Row, grain: str) -> bool:
        """Whether two rows belong to one row of the grain."""
        return all(one[name] == other[name] for name in ROW_KEY[grain])

    def rate(self, row: Row, grain: str) -> int | None:
        """Minor units an hour."""
        if row["contract_rate"] is not None:
            return int(row["contract_rate"])
        scales = self.book.of_family("hourly_rate")
        held = {rule.key: self.holds(rule, row, grain) for rule in scales}
        rates = {rule.key: self._step(rule, row) if held[rule.key] else None for rule in scales}
        stands = dict(held)
        for pair in self.book.precedence:
            if pair.winner in held and pair.loser in held:
                one, other, better = held[pair.winner], held[pair.loser], None
                if pair.method is not Method.MORE_FAVORABLE_TO_CREW:
                    stands[pair.loser] = both(stands[pair.loser], opposite(one))
                    continue
                if rates[pair.winner] is not None and rates[pair.loser] is not None:
                    better = rates[pair.loser] > rates[pair.winner]  # type: ignore[operator]
                stands[pair.winner] = both(stands[pair.winner], opposite(both(other, better)))
                stands[pair.loser] = both(stands[pair.loser], opposite(both(one, opposite(better))))
        if None in stands.values():
            return None
        left = [rates[key] for key, stood in stands.items() if stood and rates[key] is not None]
        assert len(set(left)) <= 1
        return next(iter(left), None)

    def _step(self, rule: Rule, row: Row) -> int | None:
        """The highest step of a scale that the years of service reach."""
        spec: Any = rule.spec_on(row["on"])
        reached = [s for s in spec.steps if s.position == row["crew_position"] and s.years <= row["years_of_service"]]
        return self.currency.minor(max(reached, key=lambda s: s.years).rate) if reached else None

    # what they pay

    def run(self) -> "Reference":
        """All components in order."""
        for component in self.book.components:
            rules = [
                rule for rule in self.book.rules.values()
                if rule.family in {*READS, "premium"} and rule.versions[0].spec.component == component.type  # type: ignore[union-attr]
            ]  # fmt: skip
            for rule in rules:
                self._candidates(rule)
            self.standing |= {rule.key: list(self.candidates[rule.key]) for rule in rules}
            self.open |= {rule.key: self._opened(rule.key) for rule in rules}
            self._settle({rule.key for rule in rules})
        return self

    def _candidates(self, rule: Rule) -> None:
        spec: Any = rule.versions[0].spec
        grain = self._grain(rule)
        self.candidates[rule.key], self.held[rule.key] = [], []
        self.unsure[rule.key], self.unpriced[rule.key] = [], []
        for row in self.rows[grain]:
            holds = self.holds(rule, row, grain)
            if holds is None:
                self.unsure[rule.key].append(row)
            if not holds or (rule.family == "holiday_premium" and not self.touches(rule.spec_on(row["on"]), row)):
                continue
            self.held[rule.key].append(row)
            version = max(version.since for version in rule.versions if version.since <= row["on"])
            measured = self._measure(rule.spec_on(row["on"]), row, grain)
            if measured is None:
                self.unpriced[rule.key].append(row)
            elif measured["amount"] or measured["credit"]:
                line = {"component": spec.component, "rule_code": rule.code, "rule_since": version, "row": row}
                self.candidates[rule.key].append(line | {"grain": grain} | measured)

    def credited(self, row: Row, grain: str) -> int | None:
        """Standing credit of a row and what is under it; None where some of it is open."""
        at = GRAINS.index(grain)
        for key, rows in self.open.items():
            rule = self.book.rules[key]
            below = GRAINS.index(self._grain(rule)) <= at
            if rule.family in {"leg_credit", "duty_rig"} and below and any(self.same(one, row, grain) for one in rows):
                return None
        return sum(
            int(line["credit"]) for lines in self.standing.values() for line in lines
            if GRAINS.index(line["grain"]) <= at and self.same(line["row"], row, grain)
        )  # fmt: skip

    def touches(self, spec: Any, row: Row) -> bool:
        """Whether a leg leaves or arrives on a holiday, each on the clock of its station; a cancelled one, was to."""
        out = row["scheduled_out"] if row["cancelled"] or row["out"] is None else row["out"]
        came = row["scheduled_in"] if row["cancelled"] or row["in"] is None else row["in"]
        days = {local_date(out, zone_of(row["origin"])), local_date(came, zone_of(row["destination"]))}
        return bool(days & set(spec.dates))

    def _measure(self, spec: Any, row: Row, grain: str) -> Row | None:
        """Quantity, rate, percent, amount and credit; None where something is not known."""
        rate = self.rate(row, grain)
        credit, percent = 0, None
        credited = self.credited(row, grain)
        reads = spec.family in {"duty_rig", "holiday_premium", "monthly_guarantee", "overtime"}
        if credited is None and (reads or (spec.family == "premium" and spec.flat is None and spec.window is None)):
            return None
        credited = credited or 0
        match spec.family:
            case "leg_credit":
                minutes = self._leg_credit(spec, row)
                credit = minutes or 0
            case "duty_rig":
                minutes = max(0, half_away(Fraction(row["duty_minutes"], spec.per)) - credited)
                credit = minutes
            case "premium" if spec.flat is not None:
                each = self.currency.minor(spec.flat)
                return {"quantity": 1, "rate": each, "percent": None, "amount": each, "credit": 0}
            case "premium":
                minutes = self._inside(spec, row, grain)
                percent = spec.percent
                rate = rate if spec.per_hour is None else self.currency.minor(spec.per_hour)
            case "holiday_premium":
                minutes, percent = credited, spec.percent
            case "delay_pay":
                late = row["delay_minutes"]
                minutes, percent = None if late is None else max(0, late - spec.after), spec.percent
            case "per_diem":
                minutes, rate = row["away"], self.currency.minor(spec.per_hour)
            case "monthly_guarantee":
                minutes = max(0, self.level(spec, row) - credited)
                rate = rate if minutes else rate or 0
            case "overtime":
                minutes, percent = max(0, credited - spec.threshold), spec.percent
                rate = rate if minutes else rate or 0
        if minutes is None or rate is None:
            return None
        amount = half_away(Fraction(minutes * rate * (100 if percent is None else percent), 6000))
        return {"quantity": minutes, "rate": rate, "percent": percent, "amount": amount, "credit": credit}

    def level(self, spec: Any, row: Row) -> int:
        """The guarantee in minutes."""
        if spec.proration is Proration.NONE:
            return int(spec.minutes) if row["days"] else 0
        return half_away(Fraction(spec.minutes * row["days"], (self.book.end - self.book.start).days))

    def _leg_credit(self, spec: Any, row: Row) -> int | None:
        scheduled, actual = row["scheduled_block_minutes"], row["block_minutes"]
        if spec.basis is Basis.SCHEDULED:
            minutes = scheduled
        elif spec.basis is Basis.ACTUAL or row["cancelled"]:
            minutes = actual
        else:
            minutes = None if actual is None else max(scheduled, actual)
        share = 100 if row["kind"] == "OPERATING" else spec.deadhead_percent
        return None if minutes is None else half_away(Fraction(minutes * share, 100))

    def _inside(self, spec: Any, row: Row, grain: str) -> Any:
        """Minute by minute."""
        if spec.window is None:
            return self.credited(row, grain)
        if grain == "leg" and row["cancelled"]:
            return 0
        names = {"leg": ("out_local_min", "block_minutes"), "duty": ("report_local_min", "duty_minutes")}[grain]
        start, length = (row[name] for name in names)
        if start is None or length is None:
            return None
        opens, closes = spec.window.start, spec.window.end
        begun = row[{"leg": "out", "duty": "report"}[grain]]
        clocks = ((begun + at + offset(begun + at, row["zone"])) % 1440 for at in range(length))
        if closes >= opens:
            return sum(opens <= clock < closes for clock in clocks)
        return sum(clock >= opens or clock < closes for clock in clocks)

    # which of two stands

    def _settle(self, fresh: set[Key]) -> None:
        for pair in self.book.precedence:
            if not {pair.winner, pair.loser} & fresh or not {pair.winner, pair.loser} <= self.candidates.keys():
                continue
            winner, loser = self.candidates[pair.winner], self.candidates[pair.loser]
            one, other = self.book.rules[pair.winner], self.book.rules[pair.loser]
            grain = max(self._grain(one), self._grain(other), key=GRAINS.index)
            if pair.method is Method.MORE_FAVORABLE_TO_CREW:
                doubts = {key: self._ids(self._opened(key), grain) for key in (pair.winner, pair.loser)}
                owed, lesser = self._sums(winner, grain), self._sums(loser, grain)
                both = (owed.keys() & lesser.keys()) - set().union(*doubts.values())
                self._drop(pair.loser, {row for row in both if owed[row] >= lesser[row]}, grain)
                self._drop(pair.winner, {row for row in both if owed[row] < lesser[row]}, grain)
                self._withhold(pair.loser, doubts[pair.winner], grain)
                self._withhold(pair.winner, doubts[pair.loser], grain)
            else:
                held = self._ids(self.held[pair.winner], grain)
                self._drop(pair.loser, held, grain)
                self._withhold(pair.loser, self._ids(self.unsure[pair.winner], grain) - held, grain)

    def _opened(self, key: Key) -> list[Row]:
        """The rows on which a rule could not be decided or priced, whatever became of them."""
        return self.unsure[key] + self.unpriced[key]

    def _ids(self, rows: Iterable[Row], grain: str) -> set[tuple[str, ...]]:
        return {self._id(row, grain) for row in rows}

    def _withhold(self, key: Key, rows: set[tuple[str, ...]], grain: str) -> None:
        """A line that may yet be displaced is not written."""
        self.open[key] += [line["row"] for line in self.standing[key] if self._id(line["row"], grain) in rows]
        self.standing[key] = [line for line in self.standing[key] if self._id(line["row"], grain) not in rows]

    def _grain(self, rule: Rule) -> str:
        spec: Any = rule.versions[0].spec
        return str(spec.grain) if rule.family == "premium" else READS[str(rule.family)]

    def _id(self, row: Row, grain: str) -> tuple[str, ...]:
        return tuple(row[name] for name in ROW_KEY[grain])

    def _sums(self, lines: list[Row], grain: str) -> dict[tuple[str, ...], int]:
        sums: dict[tuple[str, ...], int] = defaultdict(int)
        for line in lines:
            sums[self._id(line["row"], grain)] += line["amount"]
        return sums

    def _drop(self, key: Key, rows: set[tuple[str, ...]], grain: str) -> None:
        self.standing[key] = [line for line in self.standing[key] if self._id(line["row"], grain) not in rows]
        self.open[key] = [row for row in self.open[key] if self._id(row, grain) not in rows]

    # what to compare

    def needs(self) -> set[tuple[str, str, str]]:
        """Rule, grain and key of every row that is open."""
        return {
            (key.code, self._grain(self.book.rules[key]), str(row[ROW_KEY[self._grain(self.book.rules[key])][-1]]))
            for key, rows in self.open.items()
            for row in rows
        }

    def lines(self) -> list[tuple[Any, ...]]:
        """Every standing line as a tuple, sorted."""
        found = []
        for lines in self.standing.values():
            for line in lines:
                row, at = line["row"], GRAINS.index(line["grain"])
                keys = (row["trip_id"] if at < 3 else None, row["duty_id"] if at < 2 else None)
                leg = row["leg_id"] if at < 1 else None
                measures = [line[name] for name in ("quantity", "rate", "percent", "amount", "credit")]
                said = (line["component"], line["rule_code"], line["rule_since"])
                found.append((row["crew_id"], *said, *keys, leg, *measures))
        return sorted(found, key=repr)


def compared(lines: pl.DataFrame) -> list[tuple[Any, ...]]:
    """The engine's lines in the same form."""
    names = ["crew_id", "component", "rule_code", "rule_since", "trip_id", "duty_id", "leg_id"]
    names += ["quantity", "rate", "percent", "amount", "credit"]
    return sorted(lines.select(names).rows(), key=repr)
