"""Crew members: who they are (names sealed), what they are paid an hour, and the frame pay is worked out from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

import polars as pl
from sqlalchemy import select, text
from sqlmodel import col

from domain.airports import zone_of
from domain.crew import Position
from domain.frames import CREW, CREW_MORE, conform
from store import airlines, bulk
from store.database import ReadSession, WriteSession
from store.ids import stable
from store.secrets import Sealer
from store.tables import CrewMember, CrewRate
from store.tables.enums import ContractType, UnionStatus

_FRAME: Final = text("""
    SELECT c.id, c.employee_id, c.position, c.base_location, c.hire_date, r.rate_minor,
           greatest(c.hire_date, :start), least(coalesce(c.left_on, :end), :end), r.rate_parts
    FROM crew_members c
    LEFT JOIN LATERAL (
        SELECT r.rate_minor, r.rate_parts FROM crew_rates r
        WHERE r.airline_id = c.airline_id AND r.crew_member_id = c.id AND r.since <= greatest(c.hire_date, :start)
        ORDER BY r.since DESC LIMIT 1
    ) r ON true
    WHERE c.airline_id = :airline AND c.hire_date <= :end AND (c.left_on IS NULL OR c.left_on >= :start)
      AND (CAST(:crew AS uuid[]) IS NULL OR c.id = ANY(CAST(:crew AS uuid[])))
    ORDER BY c.employee_id
""")
_ON_BOOKS: Final = text("""
    SELECT c.id FROM crew_members c
    WHERE c.airline_id = :airline AND c.hire_date <= :end AND (c.left_on IS NULL OR c.left_on >= :start)
    ORDER BY c.employee_id
""")


@dataclass(frozen=True, slots=True)
class NewCrew:
    """A crew member to be recorded. ``hourly_rate`` in minor units; None: the contract's scale holds."""

    id: UUID
    employee_id: str
    first_name: str
    last_name: str
    position: Position
    base: str
    hire_date: date
    seniority: int | None = None
    hourly_rate: int | None = None
    max_monthly_minutes: int | None = None
    union_status: UnionStatus = UnionStatus.UNION_MEMBER
    contract_type: ContractType = ContractType.FULL_TIME


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody's name, opened."""

    first: str
    last: str


async def add_many(session: WriteSession, airline_id: UUID, members: Sequence[NewCrew], sealer: Sealer) -> None:
    """Records crew members, or what is new about those of the same id; a given rate holds from the hire date on."""
    exponent = (await airlines.currency(session, airline_id)).exponent
    frame = pl.DataFrame([_row(airline_id, each, exponent, sealer) for each in members], infer_schema_length=None)
    await bulk.insert(session, CrewMember, frame, key=["id"])
    given = [(each.id, each.hire_date, each.hourly_rate * 100) for each in members if each.hourly_rate is not None]
    await set_rates(session, airline_id, given)


async def set_rates(session: WriteSession, airline_id: UUID, rates: Iterable[tuple[UUID, date, int]]) -> None:
    """Records hourly rates: the crew member, the date from which it holds, and hundredths of the minor unit. A rate
    holds until the next one's date.
    """
    exponent = (await airlines.currency(session, airline_id)).exponent
    rows = [
        {
            "id": str(stable("crew rate", crew_id, since)),
            "airline_id": str(airline_id),
            "crew_member_id": str(crew_id),
            "since": since,
            "rate_minor": rate // 100,
            "rate_parts": rate % 100 or None,
            "exponent": exponent,
        }
        for crew_id, since, rate in rates
    ]
    frame = pl.DataFrame(rows, schema_overrides={"rate_parts": pl.Int64})
    await bulk.insert(session, CrewRate, frame, key=["id"])


async def frame(
    session: ReadSession, airline_id: UUID, start: date, end: date, crew: Sequence[UUID] | None = None
) -> pl.DataFrame:
    """The CREW frame (``domain.frames``) of those on the books on any day from ``start`` to ``end`` (inclusive), or of
    those among ``crew``.
    """
    known = {name: kind for name, kind in (CREW | CREW_MORE).items() if name != "zone"}
    asked = {"airline": airline_id, "start": start, "end": end, "crew": crew}
    found = await bulk.frame(session, _FRAME, asked, known)
    zones = {base: zone_of(base) for base in found["base"].unique()}
    placed = found.with_columns(zone=pl.col("base").replace_strict(zones, return_dtype=pl.String))
    parts = CREW_MORE if found["contract_rate_parts"].null_count() < found.height else {}
    return conform(placed, CREW | parts, "crew")


async def on_books(session: ReadSession, airline_id: UUID, start: date, end: date) -> list[UUID]:
    """Those on the books on any day from ``start`` to ``end`` (inclusive), by employee id."""
    found = await session.execute(_ON_BOOKS, {"airline": airline_id, "start": start, "end": end})
    return list(found.scalars())


async def every(session: ReadSession, airline_id: UUID) -> list[CrewMember]:
    """The crew members this reader sees, by employee id. Names are still sealed."""
    found = await session.scalars(
        select(CrewMember).where(col(CrewMember.airline_id) == airline_id).order_by(col(CrewMember.employee_id))
    )
    return list(found)


async def numbered(session: ReadSession, airline_id: UUID, employee_id: str) -> CrewMember | None:
    """The crew member of an employee id; None where this reader sees none."""
    asked = select(CrewMember).where(col(CrewMember.airline_id) == airline_id)
    return (await session.scalars(asked.where(col(CrewMember.employee_id) == employee_id))).one_or_none()


def names(members: Iterable[CrewMember], sealer: Sealer) -> dict[UUID, Name]:
    """The opened names of crew members that this reader was given."""
    return {
        each.id: Name(
            sealer.open(each.first_name, each.airline_id, each.id, "first_name"),
            sealer.open(each.last_name, each.airline_id, each.id, "last_name"),
        )
        for each in members
    }


def _row(airline_id: UUID, new: NewCrew, exponent: int, sealer: Sealer) -> dict[str, object]:
    return {
        "id": str(new.id),
        "airline_id": str(airline_id),
        "employee_id": new.employee_id,
        "first_name": sealer.seal(new.first_name, airline_id, new.id, "first_name"),
        "last_name": sealer.seal(new.last_name, airline_id, new.id, "last_name"),
        "position": new.position.value,
        "base_location": new.base,
        "hire_date": new.hire_date,
        "seniority_number": new.seniority,
        "base_rate_minor": new.hourly_rate,
        "exponent": exponent,
        "union_status": new.union_status.value,
        "contract_type": new.contract_type.value,
        "max_monthly_minutes": new.max_monthly_minutes,
    }
