"""A crew member's claim, as the review reads it, and what it answers."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a claim is decided (``claims.decision``)."""

    APPROVE = "APPROVE"
    DENY = "DENY"
    PARTIAL_APPROVE = "PARTIAL_APPROVE"


@dataclass(frozen=True, slots=True)
class Claim:
    """What somebody says is owed: ``claimed`` in minor units, for these flights or (none named) the whole period.

    ``claim_type`` is a discrepancy type; it says which components are meant, and an unknown one means all of them.
    """

    number: str
    crew_id: str
    claim_type: str
    claimed: int
    flight_ids: tuple[str, ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer: ``approved`` minor units (never over what is claimed), and the sentences it rests on."""

    decision: Outcome
    approved: int
    rationale: str
    owed: int
    paid: int
