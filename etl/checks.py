"""What is loaded is checked first: bad rows are refused with their place and what to do about them."""

from collections.abc import Iterable
from typing import Final, NamedTuple

import polars as pl

from domain.airports import airport, zone_of
from domain.clock import DAY
from domain.crew import Position
from domain.errors import InputError
from domain.frames import LEDGER, conform
from etl.schemas import FLIGHTS, PEOPLE

SHOWN: Final = 5
LONGEST: Final = DAY  # no leg is scheduled longer
NO_AIRPORT: Final = "no such airport: use an IATA code"
_POSITIONS: Final = ", ".join(Position)


class Fault(NamedTuple):
    """One thing a row can have wrong: where it shows, which rows, and the remedy in words."""

    column: str
    rows: pl.Expr
    remedy: str


def flights(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame as ``schemas.FLIGHTS``; duplicates, unknown airports and impossible times are an ``InputError``."""
    checked = conform(frame, FLIGHTS, "flights")
    required = ("flight_id", "flight_number", "origin", "destination", "scheduled_out", "scheduled_in", "cancelled")
    unknown = [code for code in _codes(checked) if not _known(code)]
    length = pl.col("scheduled_in") - pl.col("scheduled_out")
    flown = pl.any_horizontal(pl.col("out", "in").is_not_null())
    twice = pl.struct("flight_number", "origin", "destination", "scheduled_out").is_duplicated()
    return _refuse(checked, "flights", (
        *_missing(required), _duplicated("flight_id"),
        Fault("flight_number", twice, "the same departure stands twice: leave one out"),
        *(Fault(end, pl.col(end).is_in(unknown), NO_AIRPORT) for end in ("origin", "destination")),
        Fault("destination", pl.col("origin") == pl.col("destination"), "it leads back to its origin: correct it"),
        Fault("scheduled_in", ~length.is_between(1, LONGEST), "it is not within a day after departure: correct it"),
        Fault("in", pl.col("in") <= pl.col("out"), "actual arrival is not after actual departure: correct it"),
        Fault("out", pl.col("out").is_null() & pl.col("in").is_not_null(), "it arrived without departing: give both"),
        Fault("cancelled", pl.col("cancelled") & flown, "cancelled, and yet it has actual times: keep one of the two"),
    ))  # fmt: skip


def people(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame as ``schemas.PEOPLE``; duplicates and impossible dates are an ``InputError``."""
    checked = conform(frame, PEOPLE, "crew")
    required = ("crew_id", "employee_id", "position", "base", "zone", "hire_date", "first_name", "last_name")
    unknown = [code for code in checked["base"].drop_nulls().unique().sort() if not _known(code)]
    zones = {code: zone_of(code) for code in checked["base"].drop_nulls().unique() if code not in unknown}
    clock = pl.col("base").replace_strict(zones, default=None, return_dtype=pl.String)
    return _refuse(checked, "crew", (
        *_missing(required), _duplicated("crew_id"), _duplicated("employee_id"), _duplicated("seniority_number"),
        Fault("position", ~pl.col("position").is_in([*Position]), f"no such position: use one of {_POSITIONS}"),
        Fault("base", pl.col("base").is_in(unknown), NO_AIRPORT),
        Fault("zone", pl.col("zone") != clock, "it is not the clock of the base: give that one"),
        Fault("available_to", pl.col("available_to") < pl.col("available_from"), "it is before available_from"),
        Fault("hire_date", pl.col("hire_date") > pl.col("available_to"), "hired after the period: leave the row out"),
    ))  # fmt: skip


def ledger(frame: pl.DataFrame) -> pl.DataFrame:
    """The frame as ``LEDGER``; a duplicated entry and missing values are an ``InputError``.

    Two entries for one flight are no fault of the file: paying twice is for the discrepancies to find.
    """
    checked = conform(frame, LEDGER, "ledger")
    required = ("entry_id", "crew_id", "component", "amount", "posted")
    return _refuse(checked, "ledger", (*_missing(required), _duplicated("entry_id")))


def _codes(frame: pl.DataFrame) -> list[str]:
    return pl.concat([frame["origin"], frame["destination"]]).drop_nulls().unique().sort().to_list()


def _known(code: str) -> bool:
    try:
        return bool(airport(code))
    except InputError:
        return False


def _missing(columns: Iterable[str]) -> tuple[Fault, ...]:
    return tuple(Fault(column, pl.col(column).is_null(), "it is empty: fill it in") for column in columns)


def _duplicated(column: str) -> Fault:
    twice = pl.col(column).is_not_null() & pl.col(column).is_duplicated()
    return Fault(column, twice, "it stands in more than one row: keep one")


def _refuse(frame: pl.DataFrame, name: str, faults: Iterable[Fault]) -> pl.DataFrame:
    """Raises for the first kind of fault, naming its rows (the first row is 1); else gives the frame back."""
    for column, bad, remedy in faults:
        rows = frame.with_row_index("row", offset=1).filter(bad).select("row", column).rows()
        if rows:
            shown = "; ".join(f"row {row} has {value!r}" for row, value in rows[:SHOWN])
            more = f" (and {len(rows) - SHOWN} more)" if len(rows) > SHOWN else ""
            raise InputError(f"{name}, column {column}: {shown}{more}; {remedy}.")
    return frame
