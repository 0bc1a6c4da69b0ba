"""A crew member's release from a trip: recorded, and the receipt of what the trip pays made in the same verb."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

import polars as pl

from domain.claims import Claims
from domain.crew import Role
from domain.errors import NotFoundError, RefusedError
from domain.money import Currency
from services import airlines, crewtrips, dutytimes, tripworth
from services.crewtrips import CrewTrip
from services.doors import Doors
from services.dutytimes import Release
from services.paying import ENGINE
from store import airlines as airline_rows
from store import receipts, releases, rows
from store.database import ReadSession
from store.receipts import NewReceipt
from store.tables import Airline, Flight, TripReceipt

_SAME: Final = ["component", "rule_code", "duty_id", "flight_id", "standby_id", "day"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """One version of a trip's receipt.

    ``lines`` are LINES with ``flight``, the flight's number; ``needs`` NEEDS; ``changes`` tell ``component``,
    ``rule_code``, ``flight``, ``before``, ``after`` and ``delta`` (minor units) against the version before.
    """

    employee_id: str
    row: TripReceipt
    currency: Currency
    lines: pl.DataFrame
    needs: pl.DataFrame
    changes: pl.DataFrame

    @property
    def seconds(self) -> str:
        """How long after the release was recorded it was made, such as ``0.12``; later versions come when they come."""
        after = self.row.created_at - self.row.release_recorded_at
        return f"{after.total_seconds():.2f}"


async def released(
    doors: Doors, claims: Claims, airline: str, employee_id: str, trip: str, release: Release, reason: str = ""
) -> Receipt | None:
    """Records a release, and makes the trip's receipt if it was the last duty's; None while the trip goes on.

    The record stands even where pay cannot be worked out. Said again otherwise it is a correction: it makes a new
    version of the receipt. ``InputError`` names times that cannot be; ``RefusedError`` where an earlier duty is open.
    """
    _staff(claims)
    found = await airlines.find(doors, claims, airline)
    async with doors.database.writing(claims) as session:
        named = await crewtrips.find(session, found.id, employee_id, trip)
        await releases.hold(session, found.id, named.trip.id)
        duties = await releases.duties_of(session, found.id, named.trip.id)
        flown = await dutytimes.flown(session, found.id, duties, release, doors.settings.minute())
        await releases.record(session, named.trip, flown, reason)
    if flown.duty_id != duties[-1].id:
        return None
    return await renewed(doors, claims, airline, employee_id, str(named.trip.id), reason)


async def renewed(doors: Doors, claims: Claims, airline: str, employee_id: str, trip: str, reason: str = "") -> Receipt:
    """The receipt as the record and the rules stand now: a new version where anything is otherwise than in the last.

    ``RefusedError`` before the crew member was released.
    """
    _staff(claims)
    found = await airlines.find(doors, claims, airline)
    async with doors.database.writing(claims) as session:
        named = await crewtrips.find(session, found.id, employee_id, trip)
        await releases.hold(session, found.id, named.trip.id)
        duties = await releases.duties_of(session, found.id, named.trip.id)
        if not duties or any(each.actual_release is None for each in duties):
            raise RefusedError(
                f"{employee_id} is not released from this trip yet: record it with `crewlex pay released`."
            )
        worth = await tripworth.of(doors, claims, session, found, named)
        new = NewReceipt(
            airline_id=found.id,
            crew_id=named.member.id,
            trip_id=named.trip.id,
            shares=worth.shares,
            lines=worth.lines,
            needs=worth.needs,
            engine=ENGINE,
            recorded_at=await releases.recorded_at(session, found.id, duties[-1].id),
            reason=reason,
        )
        await receipts.add(session, new)
        return await _receipt(session, found, named, None)


async def shown(
    doors: Doors, claims: Claims, airline: str, employee_id: str, trip: str, version: int | None = None
) -> Receipt:
    """The newest version of a trip's receipt, or the one of this number."""
    found = await airlines.find(doors, claims, airline)
    async with doors.database.reading(claims) as session:
        named = await crewtrips.find(session, found.id, employee_id, trip)
        return await _receipt(session, found, named, version)


def _staff(claims: Claims) -> None:
    if claims.role is Role.USER:
        raise RefusedError("The airline records who is released, and makes receipts: ask its administrators.")


async def _receipt(session: ReadSession, airline: Airline, named: CrewTrip, version: int | None) -> Receipt:
    every = await receipts.of_trip(session, airline.id, named.trip.id)
    if not every:
        raise NotFoundError(f"The trip of {named.day} has no receipt yet: it comes with `crewlex pay released`.")
    if version is not None and not 1 <= version <= len(every):
        raise NotFoundError(f"The receipt has no version {version}: it has 1 to {len(every)}.")
    place = (version or len(every)) - 1
    row, lines = every[place], receipts.lines(every[place])
    before = receipts.lines(every[place - 1]) if place else lines.clear()
    numbers = await _numbers(session, [*lines["flight_id"], *before["flight_id"]])
    named_lines = lines.with_columns(flight=_number(numbers))
    changes = _changes(before, lines).with_columns(flight=_number(numbers)) if place else _changes(before, before)
    currency = await airline_rows.currency(session, airline.id)
    return Receipt(named.member.employee_id, row, currency, named_lines, receipts.needs(row), changes)


def _changes(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """What is paid otherwise, line by line of the same rule on the same row."""
    old, new = (side.group_by(_SAME).agg(pl.col("amount", "credit").sum()) for side in (before, after))
    both = old.join(new, on=_SAME, how="full", coalesce=True, nulls_equal=True, suffix="_after").with_columns(
        pl.col("amount", "credit", "amount_after", "credit_after").fill_null(0)
    )
    told = both.select(
        "component", "rule_code", "flight_id", before="amount", after="amount_after",
        delta=pl.col("amount_after") - pl.col("amount"),
        credit_before="credit", credit_after="credit_after",
    )  # fmt: skip
    differ = (pl.col("delta") != 0) | (pl.col("credit_before") != pl.col("credit_after"))
    return told.filter(differ).sort(pl.all())


async def _numbers(session: ReadSession, flight_ids: list[str | None]) -> dict[str, str]:
    flights = await rows.by_ids(session, Flight, [UUID(each) for each in flight_ids if each])
    return {str(each.id): each.flight_number for each in flights if each}


def _number(numbers: dict[str, str]) -> pl.Expr:
    return pl.col("flight_id").replace_strict(numbers, default="", return_dtype=pl.String)
