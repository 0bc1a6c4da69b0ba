"""Bands of local time and tables made of them."""

from typing import Self

from pydantic import model_validator

from domain.rules.fields import Frozen, MinuteOfDay, Minutes


class Band(Frozen):
    """A half-open band of local start times, ``[start, end)``, inside one day."""

    start: MinuteOfDay
    end: MinuteOfDay


class ClockWindow(Frozen):
    """Hours of the local clock, ``[start, end)``; ``end`` under ``start`` runs past midnight."""

    start: MinuteOfDay
    end: MinuteOfDay

    @model_validator(mode="after")
    def _has_length(self) -> Self:
        if self.start == self.end:
            raise ValueError("a window that ends where it begins has no length")
        return self


class Night(ClockWindow):
    """A night's rest: so many minutes of it lie inside the hours, or span them when it is longer than they are."""

    length: Minutes


class FdpRow(Band):
    """One row of a flight-duty-period table: the maximum of each column; the last column holds for more."""

    limits: tuple[Minutes, ...]


class DayTable(Frozen):
    """A table by local time: its rows cover the day once and in order."""

    rows: tuple[Band, ...]

    @model_validator(mode="after")
    def _covers_the_day(self) -> Self:
        at = 0
        for row in self.rows:
            if row.start != at or row.end <= row.start:
                raise ValueError(
                    f"the rows must cover the day once and in order: a row begins at minute {row.start}, not {at}"
                )
            at = row.end
        if at != 1440:
            raise ValueError(f"the rows end at minute {at} of the day, not at 1440")
        return self


class SegmentTable(DayTable):
    """A table by local time and flight segments; every row has the same columns."""

    rows: tuple[FdpRow, ...]

    @model_validator(mode="after")
    def _same_columns(self) -> Self:
        if len({len(row.limits) for row in self.rows}) != 1 or not self.rows[0].limits:
            raise ValueError("every row needs the same number of segment columns, at least one")
        return self
