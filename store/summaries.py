"""What a pay run comes to, and what is owed, summed up where the rows are; row security decides whose rows count."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import text

from store import evidence
from store.database import ReadSession

_RUN: Final = text("""
    SELECT count(*), coalesce(sum(gross_minor), 0)::bigint, coalesce(sum(credit_minutes), 0)::bigint,
           coalesce(sum(block_minutes), 0)::bigint, coalesce(sum(guarantee_minutes), 0)::bigint,
           coalesce(sum(overtime_minutes), 0)::bigint
    FROM pay_calculation_versions WHERE pay_run_id = :run
""")
_OWED: Final = text("""
    SELECT crew_member_id, count(*), sum(difference_minor)::bigint
    FROM discrepancies
    WHERE airline_id = :airline AND pay_period_id = :period AND resolution_status IN ('OPEN', 'INVESTIGATING')
    GROUP BY crew_member_id ORDER BY 3 DESC, 1
""")


@dataclass(frozen=True, slots=True)
class RunTotal:
    """The calculations of a run together: how many, minor units, and minutes."""

    crew: int = 0
    gross: int = 0
    credit: int = 0
    block: int = 0
    guarantee: int = 0
    overtime: int = 0


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


async def of_run(session: ReadSession, run_id: UUID) -> RunTotal:
    """What everybody that this reader sees is owed by the run."""
    return RunTotal(*(await session.execute(_RUN, {"run": run_id})).one())


async def by_component(session: ReadSession, run_id: UUID) -> list[ComponentTotal]:
    """The run's lines by component, the largest amount first.

    By the run and not by its period: the planner counts right on what it finds by the run's id.
    """
    found = (await evidence.components(session, run_id)).sort("amount", descending=True, maintain_order=True)
    return [ComponentTotal(*row) for row in found.rows()]


async def owed(session: ReadSession, airline_id: UUID, period_id: UUID) -> list[Owed]:
    """What each crew member is still owed over the period's unsettled differences, the most first."""
    found = await session.execute(_OWED, {"airline": airline_id, "period": period_id})
    return [Owed(*row) for row in found]
