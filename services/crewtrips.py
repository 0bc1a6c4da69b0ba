"""A crew member's trip, as people name it: by its id, or by the day that it reports on."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.airports import zone_of
from domain.clock import local_date, to_minutes
from domain.errors import InputError, NotFoundError
from services.months import Month, month
from store import crew, releases
from store.database import ReadSession
from store.tables import CrewMember, Duty, Trip


@dataclass(frozen=True, slots=True)
class CrewTrip:
    """A trip and whose it is."""

    member: CrewMember
    trip: Trip

    @property
    def zone(self) -> str:
        """The clock of the crew member's base."""
        return zone_of(self.member.base_location)

    @property
    def day(self) -> date:
        """The day of its report on that clock."""
        return local_date(to_minutes(self.trip.planned_report), self.zone)

    def months(self, duties: list[Duty]) -> tuple[Month, ...]:
        """The months it may be paid in: that of its report, and that of its last release where it is another one."""
        last = max([self.trip.planned_release, *(each.actual_release or each.planned_release for each in duties)])
        first, final = month(self.day), month(local_date(to_minutes(last) - 1, self.zone))
        return (first,) if first == final else (first, final)


async def find(session: ReadSession, airline_id: UUID, employee_id: str, typed: str) -> CrewTrip:
    """The trip of somebody that was typed; ``NotFoundError`` where there is none, ``InputError`` where it is two."""
    member = await crew.numbered(session, airline_id, employee_id)
    if member is None:
        raise NotFoundError(f"There is no crew member {employee_id} here (or it is not you).")
    mine = [CrewTrip(member, trip) for trip in await releases.trips_of(session, airline_id, member.id)]
    found = [each for each in mine if _is(each, _key(typed))]
    if not found:
        raise NotFoundError(
            f"{employee_id} has no trip {typed}: `crewlex pay show … --levels` has the days that their trips report on."
        )
    if len(found) > 1:
        ids = ", ".join(str(each.trip.id) for each in found)
        raise InputError(f"{employee_id} has {len(found)} trips that report on {typed}: name one of {ids}.")
    return found[0]


def _is(each: CrewTrip, key: UUID | date) -> bool:
    return each.trip.id == key if isinstance(key, UUID) else each.day == key


def _key(typed: str) -> UUID | date:
    """Eight digits in a row are no day here, and a day is no id."""
    try:
        return date.fromisoformat(typed) if len(typed) == len("2026-12-03") else UUID(typed)
    except ValueError:
        raise InputError(f"{typed!r} is no trip: name its id, or the day that it reports on as 2026-12-03.") from None
