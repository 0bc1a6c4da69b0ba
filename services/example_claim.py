"""The demonstration's claim: somebody whose flight was not paid files it, and a reviewer decides."""

from typing import NamedTuple
from uuid import UUID

import polars as pl

from domain.crew import Role
from domain.errors import NotFoundError
from services import airlines, claims, periods
from services.airlines import OPERATOR
from services.doors import Doors
from services.months import Month
from store import claims as claim_rows
from store import rows, users
from store.database import WriteSession
from store.tables import Claim, CrewMember
from store.tables.enums import ClaimType, UserRole


class Grievance(NamedTuple):
    """What somebody was paid too little for one flight, in minor units."""

    crew_id: UUID
    flight_id: str
    amount: int


async def settle(doors: Doors, airline: str, month: Month, found: pl.DataFrame) -> tuple[str, str]:
    """The employee's id and the number of the decided claim, over the DISCREPANCIES found. Settled once per flight."""
    worst = _worst(found)
    reviewer = await airlines.login(doors, OPERATOR, Role.ADMIN, airline)
    crew = await airlines.login(doors, OPERATOR, Role.USER, airline, sub=worst.crew_id)
    async with doors.database.writing(OPERATOR) as session:
        airline_id = (await airlines.find(doors, OPERATOR, airline)).id
        await users.ensure(session, reviewer.sub, reviewer.email, UserRole.ADMIN, airline_id=airline_id)
        employee_id = await _enrol(session, airline_id, worst.crew_id)
        period = await periods.find(session, airline_id, month)
        claim = await _filed(session, airline_id, period, worst)
    if claim is None:
        said = "This flight is not on my pay statement; I flew it as rostered."
        claim = await claims.file(doors, crew, period, ClaimType.MISSING_FLIGHT, said, worst.amount, (worst.flight_id,))
    if claim.decision is None:
        claim = await claims.decide(doors, reviewer, claim.claim_number)
    return employee_id, claim.claim_number


def _worst(found: pl.DataFrame) -> Grievance:
    """The crew member and flight with the most still owed, among the flights that were not posted."""
    unpaid = found.filter((pl.col("type") == ClaimType.MISSING_FLIGHT.value) & (pl.col("difference") > 0))
    each = unpaid.group_by("crew_id", "flight_id").agg(pl.col("difference").sum())
    if each.is_empty():
        raise NotFoundError("No flight is missing from the ledger, so there is nothing to claim in this month.")
    crew_id, flight_id, amount = each.sort("difference", "crew_id", "flight_id", descending=[True, False, False]).row(0)
    return Grievance(UUID(crew_id), flight_id, amount)


async def _enrol(session: WriteSession, airline_id: UUID, crew_id: UUID) -> str:
    """A login for the crew member, whose employee id is returned."""
    member = await rows.one(session, CrewMember, crew_id)
    email = f"{member.employee_id.lower()}@crew.test"
    await users.ensure(session, crew_id, email, UserRole.USER, airline_id=airline_id, crew_member_id=crew_id)
    return member.employee_id


async def _filed(session: WriteSession, airline_id: UUID, period: UUID, about: Grievance) -> Claim | None:
    """The claim that was filed for this before."""
    for claim in await claim_rows.every(session, airline_id):
        if (claim.crew_member_id, claim.pay_period_id, claim.flight_ids) == (
            about.crew_id,
            period,
            [about.flight_id],
        ):
            return claim
    return None
