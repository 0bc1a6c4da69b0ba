"""A crew member's release from a trip: recorded, and the receipt of what the trip pays made in the same verb."""

from contextlib import suppress
from uuid import UUID

from domain.claims import Claims
from domain.errors import InputError, NotFoundError, RefusedError
from services import airlines, causes, crewtrips, dutytimes, permission, staleness, tripworth
from services.crewtrips import CrewTrip
from services.doors import Doors
from services.dutytimes import Release
from services.paying import ENGINE
from services.receiptview import Receipt, chosen, view
from store import grounds, receipts, releases
from store.database import WriteSession
from store.receipts import NewReceipt
from store.releases import Flown
from store.tables import Airline


async def released(
    doors: Doors, claims: Claims, airline: str, employee_id: str, trip: str, release: Release, reason: str = ""
) -> Receipt | None:
    """Records a release, and makes the trip's receipt if it was the last duty's; None while the trip goes on.

    The record stands even where pay cannot be worked out. Said again otherwise it is a correction: it makes a new
    version of the receipt, and of those of the others whose flights it corrects. ``InputError`` names times that
    cannot be; ``RefusedError`` where an earlier duty is open.
    """
    staff(claims)
    found = await airlines.find(doors, claims, airline)
    async with doors.database.writing(claims) as session:
        named = await crewtrips.find(session, found.id, employee_id, trip)
        await releases.hold(session, found.id, named.trip.id)
        duties = await releases.duties_of(session, found.id, named.trip.id)
        flown = await dutytimes.flown(session, found.id, duties, release, doors.settings.minute())
        await releases.record(session, named.trip, flown, reason)
    last = flown.duty_id == duties[-1].id
    made = await renewed(doors, claims, airline, employee_id, str(named.trip.id), reason) if last else None
    await _others(doors, claims, found, named.trip.id, flown)
    return made


async def renewed(doors: Doors, claims: Claims, airline: str, employee_id: str, trip: str, reason: str = "") -> Receipt:
    """The receipt as the record and the rules stand now: a new version where anything is otherwise than in the last.

    Without a ``reason`` it is that of the changes themselves. ``RefusedError`` before the crew member was released.
    """
    staff(claims)
    found = await airlines.find(doors, claims, airline)
    async with doors.database.writing(claims) as session:
        named = await crewtrips.find(session, found.id, employee_id, trip)
        await releases.hold(session, found.id, named.trip.id)
        await _add(doors, claims, session, found, named, reason)
        every = await receipts.of_trip(session, found.id, named.trip.id)
        return await view(session, named, every, len(every) - 1)


async def shown(
    doors: Doors, claims: Claims, airline: str, employee_id: str, trip: str, version: int | None = None
) -> Receipt:
    """The newest version of a trip's receipt, or the one of this number; the newest says whether it is stale."""
    found = await airlines.find(doors, claims, airline)
    async with doors.database.reading(claims) as session:
        named = await crewtrips.find(session, found.id, employee_id, trip)
        every = await receipts.of_trip(session, found.id, named.trip.id)
    place = chosen(named, every, version)
    newest = place == len(every) - 1
    async with doors.database.reading(airlines.service(found.id)) as session:
        stale = await staleness.of(doors, session, found, named, every[place]) if newest else None
        return await view(session, named, every, place, stale)


def staff(claims: Claims) -> None:
    """``RefusedError`` for crew."""
    permission.staff(claims, "records who is released, and makes receipts")


async def _add(
    doors: Doors, claims: Claims, session: WriteSession, airline: Airline, named: CrewTrip, reason: str
) -> None:
    """Versions are read before what they are of: a change between the two makes the receipt look stale, never fresh."""
    trip = named.trip.id
    duties = await releases.duties_of(session, airline.id, trip)
    if not duties or any(each.actual_release is None for each in duties):
        raise RefusedError(
            f"{named.member.employee_id} is not released from this trip yet: record it with `crewlex pay released`."
        )
    seen = grounds.newest(await grounds.of_trip(session, airline.id, trip))
    worth = await tripworth.of(doors, claims, session, airline, named)
    before = await receipts.of_trip(session, airline.id, trip)
    if before and not reason:
        reason = causes.told(await causes.between(session, before[-1], receipts.origins(worth.shares), seen))
    new = NewReceipt(
        airline_id=airline.id,
        crew_id=named.member.id,
        trip_id=trip,
        shares=worth.shares,
        lines=worth.lines,
        needs=worth.needs,
        engine=ENGINE,
        recorded_at=await releases.recorded_at(session, airline.id, duties[-1].id),
        seen=seen,
        reason=reason,
    )
    await receipts.add(session, new)


async def _others(doors: Doors, claims: Claims, airline: Airline, mine: UUID, flown: Flown) -> None:
    """Renews the receipts of those who were on the same flights; one that cannot be says so when it is shown."""
    async with doors.database.reading(claims) as session:
        aboard = await grounds.aboard(session, airline.id, [each.flight_id for each in flown.flights])
    for employee, trip in aboard:
        if trip != mine:
            with suppress(InputError, NotFoundError, RefusedError):
                await renewed(doors, claims, airline.code, employee, str(trip))
