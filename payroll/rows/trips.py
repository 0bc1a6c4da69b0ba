"""TRIP rows: away from base from the first report to the last release, and how the trip stood at each stage.

A trip that has no duty left is a row too. Nobody was away on it, and at no stage does it count as time away: only the
block is told that it had.
"""

from typing import Final

import polars as pl

from domain.clock import DAY
from domain.errors import InputError
from domain.frames import EMPTIED, VERSIONS, conform
from domain.rules.pay import Stage
from payroll.rows.duties import clocked
from payroll.rows.owned import PERSON, owned
from payroll.runs import runs

STAGES: Final = tuple(Stage)
"""The stages at which a trip is on record; a trip's facts are named after them: ``awarded_block``."""
_MEASURES: Final = ("report", "release", "block", "deadhead")


def trips(duties: pl.DataFrame, versions: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One row a trip of a crew member, and the duties with their ``trip_row``."""
    mine = duties.with_columns(_numbered(duties.select("crew_row", "trip_id")))
    found = (
        mine.lazy()
        .group_by("trip_row")
        .agg(
            pl.col("report", "planned_report").min(),
            pl.col("release", "planned_release").max(),
            first=pl.col("duty_row").first(),
            earliest=pl.col("duty_row").get(pl.col("report").arg_min()),
        )
        .sort("trip_row")
        .with_columns(away=pl.col("release") - pl.col("report"))
        .collect()
    )
    whose = mine.select("crew_row", "trip_id", "crew_id", *PERSON)[found["first"]]
    dated = mine.select("on", "years_of_service")[found["earliest"]]
    whole = pl.concat([found.drop("first", "earliest"), whose, dated], how="horizontal")
    return _staged(whole, versions), mine


def with_emptied(
    found: pl.DataFrame, given: pl.DataFrame, versions: pl.DataFrame, people: pl.DataFrame
) -> pl.DataFrame:
    """The trips, and after them those that have no duty left, from and up to their report."""
    frame = conform(given, EMPTIED, "emptied")
    if frame.is_empty():
        return found
    _refuse_known(frame, found)
    mine = owned(frame, people, "crew_id", "crew_row", "trip", "crew member").sort("crew_row", "report", "trip_id")
    spans = mine.with_columns(planned_report="report", release="report", planned_release="report", away=0)
    begin, end = spans.select(pl.col("report").min(), pl.col("release").max()).row(0)
    dated = clocked(spans.cast({"away": pl.Int64}), people, begin - 2 * DAY, end + 2 * DAY)
    staged = _staged(dated.with_row_index("trip_row", found.height), versions)
    no_length = {f"{stage.lower()}_{end}": "report" for stage in STAGES for end in ("report", "release")}
    return pl.concat([found, staged.with_columns(**no_length).select(found.columns)])


def _refuse_known(emptied: pl.DataFrame, found: pl.DataFrame) -> None:
    """A trip is there once, with duties or without."""
    key = ["crew_id", "trip_id"]
    both, twice = emptied.join(found, key, "semi"), emptied.filter(emptied.select(key).is_duplicated())
    if both.height:
        raise InputError(f"Trip {both['trip_id'][0]} has duties: do not pass it as one that has none left.")
    if twice.height:
        raise InputError(f"trip_id {twice['trip_id'][0]} is there twice in one pay run: pass each row once.")


def _numbered(duties: pl.DataFrame) -> pl.Series:
    """The ``trip_row`` of each duty, in the order in which trips first come; the hash tells that none comes back."""
    heads, place = runs(duties)
    if heads.hash_rows().n_unique() == heads.height:
        return place.alias("trip_row")
    known = heads.unique(maintain_order=True).with_row_index("trip_row")
    found = heads.join(known, heads.columns, "left", maintain_order="left", nulls_equal=True)
    return found["trip_row"].gather(place)


def _staged(found: pl.DataFrame, versions: pl.DataFrame) -> pl.DataFrame:
    """With what each stage said of the trip; null where it is not on record there."""
    given = conform(versions, VERSIONS, "versions")
    names = [f"{stage.lower()}_{measure}" for stage in STAGES for measure in _MEASURES]
    if given.is_empty():
        return found.with_columns(pl.lit(None, pl.Int64).alias(name) for name in names)
    measures = [
        pl.col(measure).filter(stage=stage).first().alias(f"{stage.lower()}_{measure}")
        for stage in STAGES
        for measure in _MEASURES
    ]
    known = given.group_by("crew_id", "trip_id").agg(measures)
    return found.join(known, ["crew_id", "trip_id"], "left", maintain_order="left")
