"""Which stations lie at home: the country of each airport, and legs that leave or reach another one."""

from collections.abc import Collection

import polars as pl

from domain.airports import airport


def abroad(station: pl.Series, home: Collection[str]) -> pl.Series:
    """Whether each station lies outside the home countries; null where there is none. Unknown: an ``InputError``."""
    named = station.unique().drop_nulls().sort().to_list()
    foreign = [airport(iata).country not in home for iata in named]
    return station.replace_strict(named, foreign, default=None, return_dtype=pl.Boolean)


def international(legs: pl.DataFrame, home: Collection[str]) -> pl.Series:
    """Whether each leg leaves or reaches a foreign country; null where that is not known."""
    left, reached = abroad(legs["origin"], home), abroad(legs["destination"], home)
    return left | reached
