"""A longevity scale looked up for whole columns: position, aircraft type and years of service are places in one table.

A leg is priced by its own aircraft's type; a duty, a trip and a day by the type that all legs operated on them share,
flown or cancelled. Where they share none, and for rows without flying, it is the step for every type.
"""

from functools import lru_cache

import polars as pl

from domain.crew import Position
from domain.money import Currency
from domain.rules.pay import HourlyRate, StepChange
from payroll.facts import Rows
from payroll.tables import ROW, Table

_MOST_YEARS = 80
_POSITIONS = [str(position) for position in Position]


def step_of(spec: HourlyRate, rows: Rows, table: Table, currency: Currency) -> pl.Series:
    """The rate of every row of a table, in hundredths of a minor unit; null where no step is reached."""
    types = _types(spec)
    places = pl.DataFrame(
        {
            "position": _position(rows, table),
            "type": _aircraft(types, rows, table),
            "years": _years(spec.step_change, rows, table).clip(upper_bound=_MOST_YEARS),
        }
    )
    place = (pl.col("position") * (len(types) + 1) + pl.col("type")) * (_MOST_YEARS + 1) + pl.col("years")
    return _written_out(spec, currency).gather(places.select(place).to_series())


def by_aircraft(spec: HourlyRate) -> bool:
    """Whether any step names an aircraft type."""
    return bool(_types(spec))


def _types(spec: HourlyRate) -> list[str]:
    return sorted({step.aircraft_type for step in spec.steps if step.aircraft_type is not None})


def _position(rows: Rows, table: Table) -> pl.Series:
    of = rows.periods["crew_position"].replace_strict(_POSITIONS, list(range(len(_POSITIONS))), return_dtype=pl.Int64)
    return of if table is Table.PERIOD else of.gather(rows.at(table)["crew_row"])


def _years(change: StepChange, rows: Rows, table: Table) -> pl.Series:
    """Years of service on the day that decides on the step."""
    frame = rows.at(table)
    if change is StepChange.PERIOD:
        return rows.periods["years_of_service"].gather(frame["crew_row"])
    if change is StepChange.TRIP and "trip_row" in frame.columns:
        return rows.trips["years_of_service"].gather(frame["trip_row"])
    return frame["years_of_service"]


def _aircraft(types: list[str], rows: Rows, table: Table) -> pl.Series:
    """The place of the row's aircraft type among those that steps name, from 1 on; 0 where it is none of them."""
    frame = rows.at(table)
    none = pl.repeat(0, frame.height, dtype=pl.Int64, eager=True)
    if not types or table in (Table.STANDBY, Table.LEAVE, Table.PERIOD):
        return none
    own = rows.legs["aircraft_type"].replace_strict(types, range(1, len(types) + 1), default=0, return_dtype=pl.Int64)
    if table is Table.LEG:
        return own
    blank = pl.DataFrame(schema={"place": pl.Int64, "kind": pl.String, "row": pl.UInt32})
    of = rows.days.of_leg if table is Table.DAY else (rows.legs[ROW[table]],)
    every = pl.concat([blank, *(pl.DataFrame({"place": own, "kind": rows.legs["kind"], "row": row}) for row in of)])
    flown = every.filter(kind="OPERATING")
    shared = pl.when(pl.col("place").min() == pl.col("place").max()).then(pl.col("place").min()).otherwise(0)
    found = flown.drop_nulls("row").group_by("row").agg(shared)
    return none.scatter(found["row"], found["place"])


@lru_cache(maxsize=256)
def _written_out(spec: HourlyRate, currency: Currency) -> pl.Series:
    """A rate for each position, type (0: every one) and number of years, in that order."""
    found: list[int | None] = []
    for position in _POSITIONS:
        plain = _line(spec, currency, position, None)
        found += plain
        for aircraft in _types(spec):
            own = _line(spec, currency, position, aircraft)
            found += [rate if one is None else one for one, rate in zip(own, plain, strict=True)]
    return pl.Series(found, dtype=pl.Int64)


def _line(spec: HourlyRate, currency: Currency, position: str, aircraft: str | None) -> list[int | None]:
    """The rates of one position and type by years of service."""
    line: list[int | None] = [None] * (_MOST_YEARS + 1)
    for step in sorted(spec.steps, key=lambda step: step.years):
        if (step.position, step.aircraft_type) == (position, aircraft):
            line[step.years :] = [currency.parts(step.rate)] * (_MOST_YEARS + 1 - step.years)
    return line
