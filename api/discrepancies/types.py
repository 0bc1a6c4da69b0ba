"""Differences between what is owed and what was paid."""

from datetime import datetime
from enum import StrEnum

import strawberry

from api.context import Info
from api.crew.loaders import by_id as crew_by_id
from api.crew.types import CrewMember
from api.enums import DetectedBy, DiscrepancyType, Resolution, Severity
from api.flights.loaders import by_id as flight_by_id
from api.flights.types import Flight
from api.values import Money, money
from domain.money import Currency
from store.summaries import Owed as Total
from store.tables import Discrepancy as Row


@strawberry.enum
class Unsettled(StrEnum):
    """Where a difference stands that is not settled yet."""

    OPEN = "OPEN"
    INVESTIGATING = "INVESTIGATING"


@strawberry.type
class Discrepancy:
    """One difference. `difference` is expected less actual: what is still owed. `group` names a shared cause."""

    row: strawberry.Private[Row]
    id: strawberry.ID
    type: DiscrepancyType
    severity: Severity
    status: Resolution
    component: str
    currency: str
    expected: Money
    actual: Money
    difference: Money
    group: str | None
    note: str
    detected_by: DetectedBy
    detected_at: datetime
    due_at: datetime | None

    @strawberry.field
    async def crew_member(self, info: Info) -> CrewMember | None:
        """Whose pay it is."""
        return await info.context.loader(crew_by_id).load(self.row.crew_member_id)

    @strawberry.field
    async def flight(self, info: Info) -> Flight | None:
        """The flight it is about."""
        flight_id = self.row.flight_id
        return None if flight_id is None else await info.context.loader(flight_by_id).load(flight_id)


@strawberry.type
class Owed:
    """What one crew member is still owed over the unsettled differences of a period; below zero: was overpaid."""

    total: strawberry.Private[Total]
    currency: str
    amount: Money
    discrepancies: int

    @strawberry.field
    async def crew_member(self, info: Info) -> CrewMember | None:
        """Who it is."""
        return await info.context.loader(crew_by_id).load(self.total.crew_id)


def discrepancy(row: Row, paid_in: Currency) -> Discrepancy:
    """The difference of a row."""
    return Discrepancy(
        row=row,
        id=strawberry.ID(str(row.id)),
        type=row.discrepancy_type,
        severity=row.severity,
        status=row.resolution_status,
        component=row.component,
        currency=paid_in.code,
        expected=money(paid_in, row.expected_minor),
        actual=money(paid_in, row.actual_minor),
        difference=money(paid_in, row.difference_minor),
        group=row.group_id,
        note=row.note,
        detected_by=row.detected_by,
        detected_at=row.detected_at,
        due_at=row.due_at,
    )
