"""The API's discrepancies, added up by cause and by person, and held beside the faults that were seeded."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from domain.money import Currency
from services import seeded
from services.seeded import Seen

if TYPE_CHECKING:
    from services.demonstration import Demonstration

_Rows = Sequence[dict[str, Any]]


def causes(found: _Rows) -> list[tuple[object, ...]]:
    """By type and cause: how grave, how many rows and people, and what is owed."""
    by_cause: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in found:
        by_cause[row["type"], row["severity"], _cause(row)].append(row)
    return [
        (*cause, len(rows), len({row["crewMember"]["id"] for row in rows}), _sum(rows))
        for cause, rows in by_cause.items()
    ]


def faults_found(found: _Rows, done: "Demonstration") -> list[tuple[object, ...]]:
    """Each seeded fault, whom it hit, and whether the discrepancies show exactly that."""
    seen = [_seen(row, done.currency) for row in found]
    rows: list[tuple[object, ...]] = [
        (each.fault.kind, each.fault.component, f"{each.hit} {each.what}", "found" if each.found else "NOT FOUND")
        for each in seeded.outcomes(done.faults, seen)
    ]
    told = "equal to the cent" if seeded.all_explained(done.faults, seen) else "NOT EQUAL"
    return [*rows, ("all together", None, "what the faults took, and what was found", told)]


def _cause(row: dict[str, Any]) -> str:
    """The cause in words: the group without the ids in it, or the component of a row that stands alone."""
    cause, _, about = (row["group"] or f"alone:{row['component']}").partition(":")
    return f"{cause} {about}" if cause in ("alone", "unprogrammed") else cause


def _sum(rows: _Rows) -> Decimal:
    return sum((Decimal(row["difference"]) for row in rows), Decimal())


def _seen(row: dict[str, Any], currency: Currency) -> Seen:
    return Seen(
        type=row["type"],
        crew_id=row["crewMember"]["id"],
        flight_id=row["flight"] and row["flight"]["id"],
        component=row["component"],
        difference=currency.minor(Decimal(row["difference"])),
    )
