"""TRIP rows: away from base from the first report to the last release, and how the trip stood at each stage."""

from typing import Final

import polars as pl

from domain.frames import VERSIONS, conform
from domain.rules.pay import Stage
from payroll.rows.owned import PERSON

STAGES: Final = tuple(Stage)
"""The stages at which a trip is on record; a trip's facts are named after them: ``awarded_block``."""
_MEASURES: Final = ("report", "release", "block", "deadhead")


def trips(duties: pl.DataFrame, versions: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """One row a trip of a crew member, and the duties with their ``trip_row``."""
    first = pl.col("report").arg_min()
    found = (
        duties.group_by("crew_row", "trip_id", maintain_order=True)
        .agg(
            pl.col("crew_id", *PERSON).first(),
            pl.col("on", "years_of_service").get(first),
            pl.col("report", "planned_report").min(),
            pl.col("release", "planned_release").max(),
            pl.col("duty_row"),
        )
        .with_columns(away=pl.col("release") - pl.col("report"))
        .with_row_index("trip_row")
    )
    of_duty = found.select("trip_row", "duty_row").explode("duty_row").sort("duty_row")
    return _staged(found.drop("duty_row"), versions), duties.with_columns(of_duty["trip_row"])


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
