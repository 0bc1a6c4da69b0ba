"""What a pay period comes to, summed up where the rows are; row security decides whose rows count."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import text

from store.database import ReadSession

_PERIOD: Final = text("""
    SELECT count(*), coalesce(sum(gross_minor), 0)::bigint, coalesce(sum(credit_minutes), 0)::bigint,
           coalesce(sum(block_minutes), 0)::bigint, coalesce(sum(guarantee_minutes), 0)::bigint,
           coalesce(sum(overtime_minutes), 0)::bigint
    FROM pay_calculations WHERE airline_id = :airline AND pay_period_id = :period
""")
_COMPONENTS: Final = text("""
    SELECT l.component, count(DISTINCT l.crew_member_id), count(*), sum(l.amount_minor)::bigint,
           sum(l.credit_minutes)::bigint
    FROM pay_lines l JOIN pay_calculations c ON c.airline_id = l.airline_id AND c.id = l.calculation_id
    WHERE c.airline_id = :airline AND c.pay_period_id = :period
    GROUP BY l.component ORDER BY 4 DESC, 1
""")
_OWED: Final = text("""
    SELECT crew_member_id, count(*), sum(difference_minor)::bigint
    FROM discrepancies
    WHERE airline_id = :airline AND pay_period_id = :period AND resolution_status IN ('OPEN', 'INVESTIGATING')
    GROUP BY crew_member_id ORDER BY 3 DESC, 1
""")


@dataclass(frozen=True, slots=True)
class PeriodTotal:
    """The current calculations together: how many, minor units, and minutes."""

    crew: int
    gross: int
    credit: int
    block: int
    guarantee: int
    overtime: int


@dataclass(frozen=True, slots=True)
class ComponentTotal:
    """The lines of one component: of how many crew members, how many, minor units, and credit minutes."""

    component: str
    crew: int
    lines: int
    amount: int
    credit: int


@dataclass(frozen=True, slots=True)
class OpenRule:
    """A rule that could not be decided for want of ``missing``: for how many crew members, on how many rows."""

    owner: str | None
    code: str | None
    missing: str
    crew: int
    rows: int


@dataclass(frozen=True, slots=True)
class Owed:
    """What one crew member is still owed (minor units; below zero: was overpaid), and over how many differences."""

    crew_id: UUID
    count: int
    amount: int


async def of_period(session: ReadSession, airline_id: UUID, period_id: UUID) -> PeriodTotal:
    """What everybody that this reader sees is owed for the period."""
    found = await session.execute(_PERIOD, {"airline": airline_id, "period": period_id})
    return PeriodTotal(*found.one())


async def by_component(session: ReadSession, airline_id: UUID, period_id: UUID) -> list[ComponentTotal]:
    """The period's lines by component, the largest amount first."""
    found = await session.execute(_COMPONENTS, {"airline": airline_id, "period": period_id})
    return [ComponentTotal(*row) for row in found]


async def owed(session: ReadSession, airline_id: UUID, period_id: UUID) -> list[Owed]:
    """What each crew member is still owed over the period's unsettled differences, the most first."""
    found = await session.execute(_OWED, {"airline": airline_id, "period": period_id})
    return [Owed(*row) for row in found]
