"""What is paid of a month: the facts that a Rulebook's terms can ask for, of everybody or of some of the crew."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Final
from uuid import UUID

import polars as pl

from domain import clock
from domain.clock import DAY
from domain.errors import NotFoundError
from domain.frames import EMPTIED, empty
from domain.rulebook import Rulebook
from domain.rules.pay import Clock
from domain.rules.rule import Rule
from payroll.beside import Beside
from services import books
from services.books import LONGEST_TRIP, Book, bounds_of
from services.months import Month
from store import absences, assignments
from store.database import ReadSession

PAYS_CANCELLED: Final = ("call_out", "cancellation_protection")
"""The families that may pay a duty whose every flight was cancelled before anybody reported for it."""
COMPARES: Final = ("extension", "cancellation_protection")
"""The families that look at a trip as it stood before it was flown; others do where they name a version."""
_EDGE: Final = timedelta(minutes=LONGEST_TRIP)
"""How far whole trips reach over the edges of a month."""


async def of_month(
    session: ReadSession, airline_id: UUID, month: Month, rulebook: Rulebook, crew: Sequence[UUID] | None = None
) -> Book:
    """All that is paid of the month, of everybody on the books or of ``crew``, with what is known beside.

    Trips that began in the month before are there for those whose contract parts a trip at the month's end.
    """
    by_month, margin = parted(rulebook), _margin(rulebook)
    before = LONGEST_TRIP if by_month else 0
    around = await books.around(session, airline_id, month, before=before, after=margin, of=crew)
    trips = around.reporting_in(month).append(around.touching(month, by_month, margin))
    beside = await _beside(session, airline_id, month, rulebook, around, crew)
    found = around.of_trips(trips)
    return paid(Book(found.crew, found.duties, found.legs, beside), rulebook)


async def of_each(
    session: ReadSession, airline_id: UUID, month: Month, rulebooks: Sequence[Rulebook]
) -> tuple[Book, ...]:
    """What is paid of the month by each of several Rulebooks; read once for those that ask the record for the same."""
    known: dict[tuple[object, ...], Book] = {}
    for rulebook in rulebooks:
        if (asked := _asked(rulebook)) not in known:
            known[asked] = await of_month(session, airline_id, month, rulebook)
    return tuple(known[_asked(rulebook)] for rulebook in rulebooks)


def _asked(rulebook: Rulebook) -> tuple[object, ...]:
    """What of a Rulebook decides on what is read for it."""
    protects = bool(rulebook.of_family("cancellation_protection"))
    return parted(rulebook), _margin(rulebook), _pays_cancelled(rulebook), _looks_back(rulebook), protects


def paid(book: Book, rulebook: Rulebook) -> Book:
    """What a Rulebook pays of a book: a duty that was wholly cancelled before it began only where one may pay it."""
    return book.with_unbegun() if _pays_cancelled(rulebook) else book.without_unbegun()


def nobody(airline: str, month: Month) -> NotFoundError:
    """There is nobody to be paid."""
    return NotFoundError(f"{airline} has no crew in {month[0]:%Y-%m}: load the month first.")


async def _beside(
    session: ReadSession, airline_id: UUID, month: Month, rulebook: Rulebook, book: Book, crew: Sequence[UUID] | None
) -> Beside:
    """What else the record says of the month; days off, where trips run into them, of the days after it as well."""
    zones = book.crew["zone"].unique().to_list() or ["UTC"]
    start, end = (
        edge(clock.midnight(day, zone) for zone in zones) for edge, day in zip((min, max), month, strict=True)
    )
    days = await absences.days(session, airline_id, month[0] - _EDGE, month[1] + _EDGE, crew)
    inside = days["day"].is_between(month[0], month[1], closed="left") | (days["kind"] == "DAY_OFF")
    known = book.crew.select("crew_id")
    standby = await absences.standbys(session, airline_id, start - DAY, end, crew)
    beside = Beside(
        standby=_begun_in(standby, book, month, "start"),
        days=days.filter(inside).join(known, on="crew_id", how="semi"),
        holidays=await absences.holidays(session, airline_id, month[0] - _EDGE, month[1] + _EDGE),
    )
    if not _looks_back(rulebook):
        return beside
    margin = _margin(rulebook)
    bare = await assignments.emptied(session, airline_id, start - margin, end + margin, crew)
    emptied = emptied_in(bare, book, month, rulebook)
    found = await assignments.versions(session, airline_id, start - LONGEST_TRIP, end + margin, crew)
    paid = pl.concat([book.duties["trip_id"], emptied["trip_id"]]).unique()
    return replace(beside, versions=found.filter(pl.col("trip_id").is_in(paid.implode())), emptied=emptied)


def _looks_back(rulebook: Rulebook) -> bool:
    """Whether a term looks at a trip as it stood before it was flown."""
    return any(_compares(rule) for rule in rulebook.rules.values())


def _compares(rule: Rule) -> bool:
    specs = [version.spec for version in rule.versions]
    return rule.family in COMPARES or any(getattr(spec, "version", None) is not None for spec in specs)


def _begun_in(rows: pl.DataFrame, book: Book, month: Month, at: str, margin: pl.Expr | int = 0) -> pl.DataFrame:
    """The rows that begin (``at``) in the month on the base clock, or so many minutes before or after it; those of
    nobody on the books are left out.
    """
    bounds = book.crew.select("crew_id", "position", *bounds_of(pl.col("zone"), book.crew["zone"], month))
    inside = pl.col(at).is_between(pl.col("starts") - margin, pl.col("ends") + margin, closed="left")
    return rows.join(bounds, on="crew_id", maintain_order="left").filter(inside).select(rows.columns)


def emptied_in(bare: pl.DataFrame, book: Book, month: Month, rulebook: Rulebook) -> pl.DataFrame:
    """The trips without a duty that were to report in the month, where a term may protect them. As near to it as the
    clock of a month's boundary reaches, for those who have one.
    """
    if not rulebook.of_family("cancellation_protection"):
        return empty(EMPTIED)
    near = pl.when(pl.col("position").is_in(list(parted(rulebook)))).then(_margin(rulebook)).otherwise(0)
    return _begun_in(bare, book, month, "report", near)


def parted(rulebook: Rulebook) -> frozenset[str]:
    """The positions whose contract parts trips at the month's end."""
    return frozenset(place.value for rule in rulebook.of_family("month_boundary") for place in rule.positions)


def _margin(rulebook: Rulebook) -> int:
    """How far the month of another clock than the base's may reach over its edges, in minutes."""
    terms = [version.spec for rule in rulebook.of_family("month_boundary") for version in rule.versions]
    return DAY if {getattr(term, "clock", Clock.BASE) for term in terms} - {Clock.BASE} else 0


def _pays_cancelled(rulebook: Rulebook) -> bool:
    return any(rulebook.of_family(family) for family in PAYS_CANCELLED)
