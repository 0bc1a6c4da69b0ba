"""Stale receipts of a month, made again: after a feed or a person corrected what they rest on, or the rules changed."""

from dataclasses import dataclass

from domain import clock
from domain.airports import zone_of
from domain.claims import Claims
from domain.clock import DAY, local_date, to_minutes
from domain.errors import InputError, NotFoundError, RefusedError
from services import airlines, months, receipts, rulebooks
from services.books import LONGEST_TRIP
from services.doors import Doors
from services.months import Month
from services.receiptview import Receipt
from store import grounds
from store.grounds import Kept


@dataclass(frozen=True, slots=True)
class Left:
    """A receipt that stays stale, and why it cannot be made again as things stand."""

    employee_id: str
    trip_id: str
    why: str


@dataclass(frozen=True, slots=True)
class Renewals:
    """The receipts that have a new version, and those that could not have one, in time order."""

    made: tuple[Receipt, ...]
    left: tuple[Left, ...]


async def renew(doors: Doors, claims: Claims, airline: str, month: Month, reason: str = "") -> Renewals:
    """Renews what is stale of the receipts of trips that touch a month; what only looked so stays as it is.

    Looks at the versions of rows and at the Rulebook: what is as it was costs no working out.
    """
    receipts.staff(claims)
    made, left = [], []
    for each in await _suspects(doors, claims, airline, month):
        try:
            found = await receipts.renewed(doors, claims, airline, each.employee_id, str(each.trip_id), reason)
        except (InputError, NotFoundError, RefusedError) as wrong:
            left.append(Left(each.employee_id, str(each.trip_id), str(wrong)))
            continue
        if found.row.version > each.version:
            made.append(found)
    return Renewals(tuple(made), tuple(left))


async def _suspects(doors: Doors, claims: Claims, airline: str, month: Month) -> list[Kept]:
    start, end = (clock.midnight(day, "UTC") for day in month)
    found = await airlines.find(doors, claims, airline)
    async with doors.database.reading(claims) as session:
        kept = await grounds.receipts(session, found.id, start - LONGEST_TRIP - DAY, end + DAY)
    in_force = {
        each: await rulebooks.in_force(doors, claims, airline, *each) for each in sorted(set(map(_month, kept)))
    }
    return [each for each in kept if each.changed or each.rulebook != in_force[_month(each)].hash]


def _month(kept: Kept) -> Month:
    """The month of a trip's report on the base clock."""
    return months.month(local_date(to_minutes(kept.report), zone_of(kept.base)))
