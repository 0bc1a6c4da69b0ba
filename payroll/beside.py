"""What pay knows beside duties and legs: standbys, days of absence, versions of trips, what a case tells."""

from dataclasses import dataclass, field
from functools import partial

import polars as pl

from domain.frames import DAYS, EMPTIED, HOLIDAYS, STANDBY, TOLD, VERSIONS, empty


@dataclass(frozen=True, slots=True)
class Beside:
    """Frames of ``domain.frames``; left out, there is nothing of the kind."""

    standby: pl.DataFrame = field(default_factory=partial(empty, STANDBY))
    days: pl.DataFrame = field(default_factory=partial(empty, DAYS))
    versions: pl.DataFrame = field(default_factory=partial(empty, VERSIONS))
    told: pl.DataFrame = field(default_factory=partial(empty, TOLD))
    holidays: pl.DataFrame = field(default_factory=partial(empty, HOLIDAYS))
    emptied: pl.DataFrame = field(default_factory=partial(empty, EMPTIED))
