"""The faults that were seeded into a generated ledger, held beside the discrepancies that were found."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from etl.generated import Fault, FaultKind
from store.tables.enums import DiscrepancyType


class Seen(NamedTuple):
    """One discrepancy as somebody was shown it; ``difference`` in minor units."""

    type: str
    crew_id: str
    flight_id: str | None
    component: str
    difference: int


class Outcome(NamedTuple):
    """Whether one seeded fault was found: exactly the people, or exactly the flights, that it hit."""

    fault: Fault
    hit: int
    what: str
    found: bool


_CREW: Final = "crew members"
_FLIGHTS: Final = "flights"
_TELLING: Final = {
    FaultKind.UNPROGRAMMED_PREMIUM: (DiscrepancyType.MISSING_PREMIUM, _CREW),
    FaultKind.MISSED_STEP: (DiscrepancyType.INCORRECT_RATE, _CREW),
    FaultKind.DROPPED_FLIGHTS: (DiscrepancyType.MISSING_FLIGHT, _FLIGHTS),
    FaultKind.DUPLICATED_FLIGHT: (DiscrepancyType.DUPLICATE_PAYMENT, _FLIGHTS),
}
"""By which type of discrepancy, over whom or what, a fault shows."""
_ABOUT: Final[dict[str, tuple[Callable[[Fault], tuple[str, ...]], Callable[[Seen], str | None]]]] = {
    _CREW: (lambda fault: fault.crew_ids, lambda seen: seen.crew_id),
    _FLIGHTS: (lambda fault: fault.flight_ids, lambda seen: seen.flight_id),
}


def outcomes(faults: Sequence[Fault], seen: Sequence[Seen]) -> list[Outcome]:
    """What became of each fault."""
    return [_outcome(fault, seen) for fault in faults]


def all_explained(faults: Sequence[Fault], seen: Sequence[Seen]) -> bool:
    """Whether the discrepancies come to what the faults took, to the minor unit: nothing is missed, nothing made up."""
    return sum(fault.amount for fault in faults) == sum(each.difference for each in seen)


def _outcome(fault: Fault, seen: Sequence[Seen]) -> Outcome:
    kind, what = _TELLING[fault.kind]
    hit_by, shown_as = _ABOUT[what]
    shown = {
        shown_as(each)
        for each in seen
        if each.type == kind.value and (fault.component is None or each.component == fault.component)
    }
    hit = set(hit_by(fault))
    return Outcome(fault, len(hit), what, bool(hit) and shown == hit)
