"""Rules changed by two people, as the product asks: one submits, another approves, and then it is published."""

from datetime import date
from typing import Final
from uuid import UUID

from domain.claims import Claims
from domain.crew import Role
from services import approving, drafting
from services.changesets import ChangeSet
from services.doors import Doors

REVIEWER: Final = Claims(sub=UUID(int=99), email="reviewer@example.com", role=Role.PLATFORM, airline_id=None)
"""Another of the platform's administrators."""


async def approved(
    doors: Doors, author: Claims, owner: str, message: str = "a test", effective: date | None = None
) -> ChangeSet:
    """The author's draft submitted, and approved by somebody else."""
    submitted = await drafting.submit(doors, author, owner, message, effective)
    return await approving.approve(doors, REVIEWER, submitted.number, submitted.seal)


async def publish(
    doors: Doors, author: Claims, owner: str, message: str = "a test", effective: date | None = None
) -> int:
    """The author's draft submitted, approved by somebody else and published; the number of the edition."""
    change = await approved(doors, author, owner, message, effective)
    return await approving.publish(doors, author, change.number)
