"""The wall clock of an airport over the planning period, read from one short table of offsets."""

from bisect import bisect_right
from datetime import date

from domain.airports import zone_of
from domain.clock import DAY, EPOCH, offsets

_EPOCH_DAY = EPOCH.date().toordinal()
_MARGIN = 400 * DAY
"""Committed duties may lie well outside the period, and asking for their offset must still be right."""


class WallClock:
    """Turns UTC minutes into the date and the minute of day that the airport's clock shows."""

    def __init__(self, place: str, start: int, end: int) -> None:
        table = offsets(zone_of(place), start - _MARGIN, end + _MARGIN)
        self._since = [since for since, _ in table]
        self._ahead = [ahead for _, ahead in table]

    def _wall(self, minute: int) -> int:
        return minute + self._ahead[max(bisect_right(self._since, minute) - 1, 0)]

    def day(self, minute: int) -> date:
        """The date on this clock."""
        return date.fromordinal(_EPOCH_DAY + self._wall(minute) // DAY)

    def minute_of_day(self, minute: int) -> int:
        """Minutes since local midnight, 0 to 1439."""
        return self._wall(minute) % DAY

    def from_midnight(self, minute: int, day: date) -> int:
        """Minutes on the wall clock since midnight of ``day``; passes 1440 after that day."""
        return self._wall(minute) - (day.toordinal() - _EPOCH_DAY) * DAY
