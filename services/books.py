"""The facts of a month as the record has them: the crew, and the whole trips that report in it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Final
from uuid import UUID

import polars as pl

from domain import clock
from domain.clock import DAY
from domain.frames import ADJUSTMENTS, empty
from payroll.beside import Beside
from services.months import Month
from store import assignments, crew
from store.database import ReadSession

LONGEST_TRIP: Final = 8 * DAY
"""No trip is planned longer than this, from its first report to its last release."""


@dataclass(frozen=True, slots=True)
class Book:
    """Frames of ``domain.frames``: CREW, and the DUTIES and LEGS of whole trips; ``beside``: what else pay knows;
    ``adjustments``: what is paid with it of earlier periods.
    """

    crew: pl.DataFrame
    duties: pl.DataFrame
    legs: pl.DataFrame
    beside: Beside = field(default_factory=Beside)
    adjustments: pl.DataFrame = field(default_factory=lambda: empty(ADJUSTMENTS))

    def of_trips(self, trips: pl.Series) -> "Book":
        """The same crew with these trips only."""
        return self._where(pl.col("trip_id").is_in(trips.to_list()))

    def without_trips(self, trips: pl.Series) -> "Book":
        """The same crew without these trips."""
        return self._where(~pl.col("trip_id").is_in(trips.to_list()))

    @property
    def unbegun_duties(self) -> pl.Series:
        """The duties whose every flight was cancelled, and that nobody is on record to have reported for."""
        gone = self.legs.group_by("duty_id").agg(pl.col("cancelled").fill_null(False).all()).filter("cancelled")
        begun = self.duties.filter("reported")["duty_id"] if "reported" in self.duties.columns else pl.Series([""])
        return gone.filter(~pl.col("duty_id").is_in(begun.implode()))["duty_id"].sort()

    def without_unbegun(self) -> "Book":
        """The same book without those duties."""
        return self._where(~pl.col("duty_id").is_in(self.unbegun_duties.implode()))._settled

    def with_unbegun(self) -> "Book":
        """The same book with those duties, as long as they were: nobody was on duty, or away for them."""
        unbegun = pl.col("duty_id").is_in(self.unbegun_duties.implode())
        ends = [("release", "report"), ("planned_release", "planned_report")]
        short = [pl.when(unbegun).then(start).otherwise(end).alias(end) for end, start in ends]
        return replace(self, duties=self.duties.with_columns(short))._settled

    @property
    def _settled(self) -> "Book":
        """Who reported is known, and asked no more."""
        return replace(self, duties=self.duties.drop("reported", strict=False))

    def of_crew(self, crew_id: str) -> "Book":
        """One crew member's part."""
        mine = pl.col("crew_id") == crew_id
        known = {
            name: getattr(self.beside, name).filter(mine) for name in ("standby", "days", "versions", "told", "emptied")
        }
        whole = replace(self.beside, **known)
        frames = (self.crew.filter(mine), self.duties.filter(mine), self.legs.filter(mine))
        return Book(*frames, whole, self.adjustments.filter(mine))

    def reporting_in(self, month: Month) -> pl.Series:
        """The trips whose first report falls into the month, on the clock of each one's base."""
        inside = pl.col("planned_report").is_between("starts", "ends", closed="left")
        return self._trips(month).filter(inside)["trip_id"].sort()

    def touching(self, month: Month, positions: Collection[str], margin: int = 0) -> pl.Series:
        """The trips of these positions that are under way in the month, or up to ``margin`` minutes before or after it,
        on the base clock.
        """
        last, first = pl.col("last_release"), pl.col("planned_report")
        near = (last > pl.col("starts") - margin) & (first < pl.col("ends") + margin)
        return self._trips(month).filter(pl.col("position").is_in(list(positions)) & near)["trip_id"].sort()

    def _trips(self, month: Month) -> pl.DataFrame:
        """Each trip's first report and last release, with the bounds of the month for its crew member."""
        last = pl.max_horizontal("release", "planned_release").max().alias("last_release")
        times = self.duties.group_by("trip_id", "crew_id").agg(pl.col("planned_report").min(), last)
        bounds = self.crew.select("crew_id", "position", *bounds_of(pl.col("zone"), self.crew["zone"], month))
        return times.join(bounds, on="crew_id")

    def _where(self, kept: pl.Expr) -> "Book":
        return replace(self, duties=self.duties.filter(kept), legs=self.legs.filter(kept))


async def of_month(session: ReadSession, airline_id: UUID, month: Month) -> Book:
    """The month's crew and the whole trips that report in it."""
    book = await around(session, airline_id, month)
    return book.of_trips(book.reporting_in(month))


async def around(
    session: ReadSession,
    airline_id: UUID,
    month: Month,
    before: int = 0,
    after: int = 0,
    of: Sequence[UUID] | None = None,
) -> Book:
    """The month's crew (or those ``of`` it) and their trips that report in it, or so many minutes before or after."""
    people = await crew.frame(session, airline_id, month[0], month[1] - timedelta(days=1), of)
    zones = people["zone"].unique().to_list() or ["UTC"]
    start = min(clock.midnight(month[0], zone) for zone in zones) - before
    end = max(clock.midnight(month[1], zone) for zone in zones) + after
    known = pl.col("crew_id").is_in(people["crew_id"].to_list())
    duties = await assignments.duties(session, airline_id, start, end, of)
    legs = await assignments.legs(session, airline_id, start, end, of)
    return Book(people, duties.filter(known), legs.filter(known))


def bounds_of(zone: pl.Expr, zones: pl.Series, month: Month) -> tuple[pl.Expr, pl.Expr]:
    """The UTC minutes ``starts`` and ``ends`` of the month on each row's clock."""
    names = zones.unique().to_list() or ["UTC"]
    starts, ends = ({name: clock.midnight(day, name) for name in names} for day in month)
    return (
        zone.replace_strict(starts, return_dtype=pl.Int64).alias("starts"),
        zone.replace_strict(ends, return_dtype=pl.Int64).alias("ends"),
    )
