"""The trips of a written schedule: a crew member's duties from the base until they are back there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.airports import near, zone_of
from domain.clock import local_date
from domain.schedules.schedule import Member
from domain.timelines.events import Deadhead, Fdp
from services.months import Month, month


@dataclass(frozen=True, slots=True)
class Trip:
    """Flight duties, in time order. ``begun``, ``ended``: the first leaves from the base, the last comes back to it."""

    member: Member
    duties: tuple[Fdp, ...]
    begun: bool
    ended: bool

    @property
    def id(self) -> str:
        """It is called after its first duty."""
        return f"{self.member.id} {self.duties[0].id}"

    @property
    def month(self) -> Month:
        """The month in which it reports, by the clock of the base."""
        return self._month_of(self.duties[0].report)

    @property
    def last(self) -> Month:
        """The month in which it is released."""
        return self._month_of(self.duties[-1].release)

    def _month_of(self, minute: int) -> Month:
        return month(day_of(self.member, minute))


def day_of(member: Member, minute: int) -> date:
    """The date at a crew member's base."""
    return local_date(minute, zone_of(member.timeline.crew.base))


def trips_of(member: Member) -> Iterator[Trip]:
    """A crew member's trips. A deadhead by itself moves the crew member, and is no flight duty of the trip."""
    base, origin, duties = member.timeline.crew.base, "", list[Fdp]()
    for event in member.timeline.events:
        if not isinstance(event, Fdp | Deadhead):
            continue
        left, reached = _way(event)
        origin = origin or left
        if isinstance(event, Fdp):
            duties.append(event)
        if near(base, reached):
            if duties:
                yield Trip(member, tuple(duties), near(base, origin), ended=True)
            origin, duties = "", []
    if duties:
        yield Trip(member, tuple(duties), near(base, origin), ended=False)


def _way(event: Fdp | Deadhead) -> tuple[str, str]:
    """Where it leaves from, and where it leads."""
    if isinstance(event, Deadhead):
        return event.origin, event.destination
    return event.legs[0].origin, event.legs[-1].destination
