"""What one crew member is paid an hour by a contract of their own: written as it is said, to hundredths of a cent."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from domain.claims import Claims
from domain.errors import InputError, NotFoundError
from domain.money import Currency
from services import airlines, months, renewing
from services.doors import Doors
from services.permission import staff
from services.receiptview import Receipt
from store import airlines as airline_rows
from store import audit, crew, history
from store.tables.enums import Action

FEED: Final = "rates"
"""What the versions of rates that are set here say they come from."""
_RATE: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,12})?")


@dataclass(frozen=True, slots=True)
class Rated:
    """A rate on record: ``parts`` in hundredths of the minor unit; ``receipts`` are those that it made again."""

    employee_id: str
    since: date
    parts: int
    currency: Currency
    receipts: tuple[Receipt, ...]

    @property
    def text(self) -> str:
        """``90.00``, or ``90.1250`` where it is finer than the minor unit."""
        return self.currency.finely(self.parts)


async def put(
    doors: Doors, claims: Claims, airline: str, employee_id: str, since: date, rate: str, reason: str = ""
) -> Rated:
    """Records what a crew member is paid an hour from a day on, in place of every scale; said again it is corrected.

    A period is paid by the rate on record on its first day (or the day of hire). Receipts of the month and of the one
    before are made again. ``InputError`` for what is no rate, or finer than hundredths of the minor unit.
    """
    staff(claims, "sets what its crew are paid")
    found = await airlines.find(doors, claims, airline)
    async with doors.database.writing(claims) as session:
        currency = await airline_rows.currency(session, found.id)
        parts = currency.parts(_decimal(rate))
        member = await crew.numbered(session, found.id, employee_id)
        if member is None:
            raise NotFoundError(f"There is no crew member {employee_id} in {airline}.")
        await history.because(session, FEED, reason)
        await crew.set_rates(session, found.id, [(member.id, since, parts)])
        after = {"since": since.isoformat(), "hourly_rate": currency.finely(parts)}
        about = {"airline_id": found.id, "after": after, "reason": reason}
        await audit.record(session, Action.UPDATED, "crew_rate", member.id, **about)  # type: ignore[arg-type]
    touched = [month for month in months.around(doors.settings) if month[1] > since]
    renewed = [await renewing.renew(doors, claims, airline, month) for month in touched]
    return Rated(employee_id, since, parts, currency, tuple(made for each in renewed for made in each.made))


def _decimal(typed: str) -> Decimal:
    """More than nothing, in digits: a rate of nothing would pay nothing, in place of the contract's scale."""
    if not _RATE.fullmatch(typed) or not (amount := Decimal(typed)):
        raise InputError(f"{typed!r} is no hourly rate: write it as 90.00, or as 90.1250.")
    return amount
