"""Rows and their owners: numbered, found by key once, refused where they belong to nobody."""

import polars as pl

from domain.errors import InputError
from payroll.runs import runs

PERSON = ("crew_position", "base", "hire_date", "contract_rate", "contract_rate_parts")
"""What a row of any table says of its crew member."""


def numbered(frame: pl.DataFrame, key: str, row: str) -> pl.DataFrame:
    """The frame with its row numbers; a key that is there twice is an ``InputError``."""
    if frame[key].n_unique() < frame.height:
        twice = frame.filter(pl.col(key).is_duplicated())[key][0]
        raise InputError(f"{key} {twice} is there twice in one pay run: pass each row once.")
    return frame.with_row_index(row)


def owned(frame: pl.DataFrame, owners: pl.DataFrame, key: str, row: str, what: str, owner: str) -> pl.DataFrame:
    """The frame with its owner's row number; ``what`` and ``owner`` are words for the ``InputError`` of a lost row."""
    heads, place = runs(frame.select(key))
    if heads[key].equals(owners[key], null_equal=False):
        numbers = owners[row]
    else:
        numbers = heads.join(owners.select(key, row), key, "left", maintain_order="left")[row]
    found = frame.with_columns(numbers.gather(place))
    if found[row].null_count():
        lost = found.filter(pl.col(row).is_null()).row(0, named=True)
        name = lost.get(f"{what}_id", lost.get("day"))
        raise InputError(f"The {what} {name} is of {owner} {lost[key]}, who is not in this run: pass both or neither.")
    return found


def handed(rows: pl.DataFrame, above: pl.DataFrame, row: str, columns: list[str]) -> pl.DataFrame:
    """The rows with columns of the rows above them; row numbers are places in the frame above."""
    return pl.concat([rows, above.select(columns)[rows[row]]], how="horizontal")


def full_years(since: pl.Expr, day: pl.Expr) -> pl.Expr:
    """Full years from a date to a day, at least 0; somebody hired on 29 February has the anniversary on 1 March."""
    before = (day.dt.month().cast(pl.Int64) * 32 + day.dt.day()) < (
        since.dt.month().cast(pl.Int64) * 32 + since.dt.day()
    )
    return (day.dt.year().cast(pl.Int64) - since.dt.year() - before.cast(pl.Int64)).clip(lower_bound=0)


def date_of(day: pl.Expr) -> pl.Expr:
    """The date of a whole number of days since 1970-01-01."""
    return day.cast(pl.Int32).cast(pl.Date)
