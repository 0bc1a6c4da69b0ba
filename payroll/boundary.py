"""Which lines belong to the period: trips are worked out whole, and the month-boundary term says whose month it is.

A leg belongs to the month in which it departs, or arrives, or is split by its minutes: the month before takes its part
rounded half up, the month after what is left. A rig, a minimum or per diem belongs to the month in which its duty or
trip begins, or ends; a standby likewise, and a calendar day to its own. A person without such a term keeps all lines.
"""

from datetime import date, timedelta
from itertools import combinations
from typing import Final

import polars as pl

from domain.clock import DAY
from domain.errors import RefusedError
from domain.rules.pay import MonthBoundary
from payroll.arithmetic import paid, share
from payroll.lost import came, left
from payroll.selection import Selection
from payroll.stations import ends
from payroll.tables import ROW, Table
from payroll.terms import InForce, in_force
from payroll.zones import date_on, on_clock, zone_on

_MEASURES: Final = ("quantity", "credit", "level", "block")
_FINEST_FIRST: Final = (Table.LEG, Table.DUTY, Table.STANDBY, Table.DAY, Table.TRIP)


class Boundary:
    """The share of each row that belongs to the period: so many of so many parts, and whether they come first."""

    def __init__(self, selection: Selection) -> None:
        self.rows, book = selection.rows, selection.rulebook
        self.start, self.last = book.start, book.end - timedelta(days=1)
        terms = [term for rule in book.of_family("month_boundary") for term in in_force(rule)]
        held = [(term, selection.held(term, Table.PERIOD)) for term in terms]
        _refuse_two(held)
        self.doubtful = [(term, mask.is_null()) for term, mask in held if mask.null_count()]
        self._shares: dict[Table, pl.DataFrame] = {}
        for term, mask in held:
            for table in _FINEST_FIRST:
                self._add(table, term, mask.fill_null(False))
        self._shares = {table: found for table, found in self._shares.items() if _cuts(found)}

    def keep(self, found: pl.DataFrame) -> pl.DataFrame:
        """Of lines (or other rows with row numbers) those that belong to the period; a split one with its part."""
        tables = [table for table in _FINEST_FIRST if ROW[table] in found.columns]
        if not any(table in self._shares for table in tables):
            return found
        own = pl.concat([found, self._share_of(found, tables)], how="horizontal").filter(pl.col("_part") > 0)
        parts = own.with_columns(_split(found.columns)).drop("_part", "_whole", "_first", "_own")
        return parts.filter((pl.col("amount") != 0) | (pl.col("credit") != 0)) if "amount" in parts.columns else parts

    def _share_of(self, found: pl.DataFrame, tables: list[Table]) -> pl.DataFrame:
        """The share of the finest row that each line is about."""
        taken = pl.DataFrame({"_at": pl.repeat(None, found.height, dtype=pl.Int64, eager=True)})
        columns: dict[str, pl.Expr] = {name: pl.lit(None) for name in ("_part", "_whole", "_first")}
        for table in reversed(tables):
            rows, shares = found[ROW[table]], self._shares.get(table)
            here = pl.lit(rows.is_not_null())
            for name, usual in (("_part", 1), ("_whole", 1), ("_first", True)):
                value = pl.lit(usual) if shares is None else pl.lit(shares[name].gather(rows))
                columns[name] = pl.when(here).then(value).otherwise(columns[name])
        whole = taken.select(
            _part=columns["_part"].fill_null(1), _whole=columns["_whole"].fill_null(1),
            _first=columns["_first"].fill_null(True),
        )  # fmt: skip
        return whole.with_columns(_own=pl.col("_part") == pl.col("_whole"))

    def _add(self, table: Table, term: InForce, mask: pl.Series) -> None:
        frame = self.rows.at(table)
        if frame.is_empty() or not mask.any():
            return
        mine = mask.gather(frame["crew_row"])
        found = self._legs(term) if table is Table.LEG else _whole(self._inside(table, term))
        blank = _whole(pl.repeat(True, frame.height, dtype=pl.Boolean, eager=True))
        before = self._shares.get(table, blank)
        self._shares[table] = pl.DataFrame({name: found[name].zip_with(mine, before[name]) for name in found.columns})

    def _inside(self, table: Table, term: InForce) -> pl.Series:
        """Whether each duty, standby, day or trip belongs to the period; one whose clock is not known does."""
        spec, frame = term.spec, self.rows.at(table)
        assert isinstance(spec, MonthBoundary)
        if table is Table.DAY:
            return self._within(frame["day"])
        begins = spec.rig == "report"
        planned = spec.basis == "scheduled" and table is not Table.STANDBY
        instant = frame[("planned_" if planned else "") + ("report" if begins else "release")]
        station = self._station(table, "origin" if begins else "destination")
        base = self.rows.periods["zone"].gather(frame["crew_row"])
        zone = zone_on(spec.clock, station, base)
        zone = zone.zip_with(zone.is_not_null(), base)
        return self._within(date_on(instant, zone))

    def _station(self, table: Table, end: str) -> pl.Series:
        """Where each duty begins or ends; trips begin and end at the base, and standby is waited for there."""
        if table is not Table.DUTY:
            return pl.repeat(None, self.rows.at(table).height, dtype=pl.String, eager=True)
        return ends(self.rows.legs, self.rows.duties)[end]

    def _within(self, day: pl.Series) -> pl.Series:
        return day.is_between(self.start, self.last).fill_null(True)

    def _legs(self, term: InForce) -> pl.DataFrame:
        spec, legs = term.spec, self.rows.legs
        assert isinstance(spec, MonthBoundary)
        actual = spec.basis == "actual"
        leaves = legs.select(left() if actual else pl.coalesce("scheduled_out", "out")).to_series()
        comes = legs.select(came() if actual else pl.coalesce("scheduled_in", "in")).to_series()
        base = self.rows.periods["zone"].gather(legs["crew_row"])
        if spec.leg == "split":
            return self._parts(leaves, comes, zone_on(spec.clock, legs["origin"], base), legs)
        instant, station = (leaves, "origin") if spec.leg == "departure" else (comes, "destination")
        return _whole(self._dated(date_on(instant, zone_on(spec.clock, legs[station], base)), legs))

    def _dated(self, day: pl.Series, legs: pl.DataFrame) -> pl.Series:
        """A leg of which no time is known is where its duty begins."""
        return self._within(day.zip_with(day.is_not_null(), legs["duty_date"]))

    def _parts(self, leaves: pl.Series, comes: pl.Series, zone: pl.Series, legs: pl.DataFrame) -> pl.DataFrame:
        """The minutes of each leg inside the period, of all its minutes."""
        spans = on_clock(pl.DataFrame({"left": leaves, "came": comes}), zone, "left", "came")
        opens, closes = _wall(self.start), _wall(self.last + timedelta(days=1))
        length, begun = pl.col("came") - pl.col("left"), pl.col("wall_start")
        outside = (opens - begun).clip(0, length)
        inside = (closes - begun).clip(0, length) - outside
        found = spans.select(_part=inside, _whole=length, _first=begun >= opens)
        usual = _whole(self._dated(date_on(leaves, zone), legs))
        timed = spans.select((length > 0) & begun.is_not_null()).to_series().fill_null(False)
        return pl.DataFrame({name: found[name].zip_with(timed, usual[name]) for name in usual.columns})


def _whole(inside: pl.Series) -> pl.DataFrame:
    ones = pl.repeat(1, inside.len(), dtype=pl.Int64, eager=True)
    yes = pl.repeat(True, inside.len(), dtype=pl.Boolean, eager=True)
    return pl.DataFrame({"_part": inside.cast(pl.Int64), "_whole": ones, "_first": yes})


def _cuts(found: pl.DataFrame) -> bool:
    """Whether anything lies outside the period, or partly."""
    return bool((found["_part"] < found["_whole"]).any())


def _split(columns: list[str]) -> list[pl.Expr]:
    """The measures of a split line: its minutes in proportion, and the amount that they come to."""
    parts: dict[str, pl.Expr] = {name: _part(pl.col(name)) for name in _MEASURES if name in columns}
    if "amount" in columns:
        rate = pl.col("rate") * 100 + pl.col("rate_parts")
        percent = pl.col("percent").fill_null(100)
        by_rate = (paid(pl.col("quantity"), rate, percent) == pl.col("amount")).fill_null(False)
        quantity = parts["quantity"]
        shared = (
            pl.when(pl.col("quantity") == 0)
            .then(_part(pl.col("amount")))
            .otherwise(
                share(
                    pl.col("amount"), quantity, pl.when(pl.col("quantity") == 0).then(1).otherwise(pl.col("quantity"))
                )
            )
        )
        parts["amount"] = pl.when(by_rate).then(paid(quantity, rate, percent)).otherwise(shared)
    return [pl.when("_own").then(pl.col(name)).otherwise(part).alias(name) for name, part in parts.items()]


def _part(measure: pl.Expr) -> pl.Expr:
    """What of a whole number belongs to the period: the first part rounded half up, the second what is left."""
    part, whole, first = pl.col("_part"), pl.col("_whole"), pl.col("_first")
    earlier = share(measure, pl.when(first).then(part).otherwise(whole - part), whole)
    return pl.when(first).then(earlier).otherwise(measure - earlier)


def _wall(day: date) -> int:
    return (day - date(1970, 1, 1)).days * DAY


def _refuse_two(held: list[tuple[InForce, pl.Series]]) -> None:
    for (one, here), (other, there) in combinations(held, 2):
        if one.spec != other.spec and (here & there).any():
            raise RefusedError(
                f"{one.rule.key} and {other.rule.key} both say to which month one crew member's legs belong: keep one."
            )
