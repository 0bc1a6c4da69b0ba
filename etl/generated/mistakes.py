"""Where the faults of a generated ledger fall: chosen so that each can be told from the others."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from etl.generated.draws import draw, pick

DROPPED: Final = 16
PLAIN: Final = ("flight_pay", "duty_rig", "guarantee", "overtime", "per_diem")
"""Components that are no premium."""


@dataclass(frozen=True, slots=True)
class Step:
    """One crew member whose rate is right, and the lower one of the same position that was paid (minor units)."""

    crew_id: str
    rate: int
    lower: int


@dataclass(frozen=True, slots=True)
class Mistakes:
    """Which premium is unknown, whose step was missed, which flights were lost, and which came twice."""

    premium: str | None
    step: Step | None
    dropped: tuple[str, ...]
    doubled: str | None


def choose(owed: pl.DataFrame, crew: pl.DataFrame, flights: pl.DataFrame, seed: int) -> Mistakes:
    """The mistakes for these lines: they depend on the lines and the seed only."""
    premium, step = _premium(owed), _step(owed, crew, seed)
    clear = _clear_flights(owed, flights, premium, step)
    count = min(DROPPED, len(clear) - 1)
    if count < 1:
        return Mistakes(premium, step, (), None)
    start = draw(len(clear) - count + 1, seed, "dropped")
    dropped, left = clear[start : start + count], clear[:start] + clear[start + count :]
    return Mistakes(premium, step, tuple(dropped), pick(left, seed, "doubled"))


def _premium(owed: pl.DataFrame) -> str | None:
    """The premium that most crew members earned."""
    earned = owed.filter(~pl.col("component").is_in(PLAIN))
    hit = earned.group_by("component").agg(pl.col("crew_id").n_unique().alias("people"))
    ranked = hit.sort("people", "component", descending=[True, False])
    return None if ranked.is_empty() else str(ranked["component"][0])


def _step(owed: pl.DataFrame, crew: pl.DataFrame, seed: int) -> Step | None:
    """Somebody who is paid more an hour than a colleague of the same position, and the next lower rate there."""
    paid = owed.filter((pl.col("component") == "flight_pay") & pl.col("rate").is_not_null())
    one_rate = paid.group_by("crew_id").agg(pl.col("rate").unique()).filter(pl.col("rate").list.len() == 1)
    rated = one_rate.explode("rate").join(crew.select("crew_id", "position"), on="crew_id").sort("crew_id")
    below = rated.join(rated.select("position", lower="rate"), on="position").filter(pl.col("lower") < pl.col("rate"))
    steps = below.group_by("crew_id", "rate").agg(pl.col("lower").max()).sort("crew_id").rows()
    return Step(*pick(steps, seed, "step")) if steps else None


def _clear_flights(owed: pl.DataFrame, flights: pl.DataFrame, premium: str | None, step: Step | None) -> list[str]:
    """The paid flights, by departure, that neither the premium nor the missed step has touched."""
    mine = pl.col("crew_id").eq_missing(pl.lit(step.crew_id if step else None, dtype=pl.String))
    touched = owed.filter(mine | pl.col("component").eq_missing(pl.lit(premium, dtype=pl.String)))["flight_id"]
    paid = owed["flight_id"].drop_nulls().unique()
    known = flights.filter(pl.col("flight_id").is_in(paid.to_list()))
    clear = known.filter(~pl.col("flight_id").is_in(touched.drop_nulls().unique().to_list()))
    return clear.sort("scheduled_out", "flight_id")["flight_id"].to_list()
