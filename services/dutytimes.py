"""When a duty was really over, and its flights out and in: as somebody tells it, checked before it is recorded."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.clock import to_iso, to_minutes
from domain.errors import InputError, NotFoundError, RefusedError
from store import releases
from store.database import ReadSession
from store.releases import Flown, Times
from store.tables import Duty, Flight


@dataclass(frozen=True, slots=True)
class Release:
    """A crew member let go at a UTC minute from a duty of a trip (``duty``: its number, the last one if not said).

    ``flights``: by number (or id), when each really left and came in.
    """

    at: int
    duty: int | None = None
    report: int | None = None
    flights: tuple[tuple[str, int, int], ...] = ()


async def flown(session: ReadSession, airline_id: UUID, duties: list[Duty], release: Release, now: int) -> Flown:
    """What a release says of one of a trip's duties. ``InputError`` names times that cannot be, at this UTC minute
    ``now``; ``RefusedError`` where the release from an earlier duty is not on record.
    """
    duty = _duty(duties, release)
    flights = await releases.flights_of(session, airline_id, [duty.id])
    times = tuple(Times(_flight(flights, name).id, out, arrived) for name, out, arrived in release.flights)
    said = Flown(duty.id, release.at, release.report, times)
    _check(flights, duty, said, now)
    return said


def _duty(duties: list[Duty], release: Release) -> Duty:
    if not duties:
        raise NotFoundError("The trip has no duties: roster it first.")
    number = len(duties) if release.duty is None else release.duty
    if not 1 <= number <= len(duties):
        raise InputError(f"The trip has no duty {number}: it has 1 to {len(duties)}.")
    for place, each in enumerate(duties[: number - 1], 1):
        if each.actual_release is None:
            raise RefusedError(
                f"Nobody recorded the release from duty {place} of the trip: give it first (--duty {place})."
            )
    return duties[number - 1]


def _flight(flights: list[Flight], name: str) -> Flight:
    found = [each for each in flights if name in (each.flight_number, str(each.id))]
    if len(found) != 1:
        known = ", ".join(f"{each.flight_number} ({each.id})" for each in flights)
        raise InputError(
            f"The duty has {len(found) or 'no'} flights {name}: it has {known}. Name one, by its id if need be."
        )
    return found[0]


def _check(flights: list[Flight], duty: Duty, flown: Flown, now: int) -> None:
    """Refuses times that cannot be: nobody is let go before the last flight is in, or after now."""
    report = to_minutes(duty.actual_report or duty.planned_report) if flown.report is None else flown.report
    told = {each.flight_id: each.arrived for each in flown.flights}
    landed = [told.get(each.id, _minute(each.actual_arrival)) for each in flights]
    last = max((each for each in landed if each is not None), default=report)
    for each in flown.flights:
        if not each.out < each.arrived:
            raise InputError(
                f"A flight comes in after it leaves: not out {to_iso(each.out)} and in {to_iso(each.arrived)}."
            )
    for early, late, what in ((report, flown.release, "report"), (last, flown.release, "last arrival")):
        if late < early:
            raise InputError(f"The release at {to_iso(late)} is before the {what} at {to_iso(early)}.")
    if flown.release > now:
        raise InputError(f"The release at {to_iso(flown.release)} is still to come: it is {to_iso(now)}.")


def _minute(moment: datetime | None) -> int | None:
    return to_minutes(moment) if moment else None
