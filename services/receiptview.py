"""A trip's receipt as it is shown: its lines, what is otherwise than in the version before and why."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

import polars as pl

from domain.errors import NotFoundError
from domain.money import Currency
from services import causes
from services.causes import Cause
from services.crewtrips import CrewTrip
from services.staleness import Stale
from store import airlines as airline_rows
from store import receipts, rows
from store.database import ReadSession
from store.tables import Flight, TripReceipt

_SAME: Final = ["component", "rule_code", "duty_id", "flight_id", "standby_id", "day"]


@dataclass(frozen=True, slots=True)
class Receipt:
    """One version of a trip's receipt, of ``versions`` that there are.

    ``lines`` are LINES with ``flight``, the flight's number; ``needs`` NEEDS; ``changes`` tell ``component``,
    ``rule_code``, ``flight``, ``before``, ``after`` and ``delta`` (minor units) against the version before, and
    ``causes`` who or what changed it. ``stale``: what is otherwise by now than in the newest version.
    """

    employee_id: str
    row: TripReceipt
    versions: int
    currency: Currency
    lines: pl.DataFrame
    needs: pl.DataFrame
    changes: pl.DataFrame
    causes: tuple[Cause, ...]
    stale: Stale | None = None

    @property
    def seconds(self) -> str:
        """How long after the release was recorded it was made, such as ``0.12``; later versions come when they come."""
        after = self.row.created_at - self.row.release_recorded_at
        return f"{after.total_seconds():.2f}"


def chosen(named: CrewTrip, every: list[TripReceipt], version: int | None) -> int:
    """The place of a version among all of them, or of the newest; ``NotFoundError`` where it is not there."""
    if not every:
        raise NotFoundError(f"The trip of {named.day} has no receipt yet: it comes with `crewlex pay released`.")
    if version is not None and not 1 <= version <= len(every):
        raise NotFoundError(f"The receipt has no version {version}: it has 1 to {len(every)}.")
    return (version or len(every)) - 1


async def view(
    session: ReadSession, named: CrewTrip, every: list[TripReceipt], place: int, stale: Stale | None = None
) -> Receipt:
    """A version of a trip's receipt, by its place among all of them. Crew see no history: ask as their airline."""
    row, lines = every[place], receipts.lines(every[place])
    last = every[place - 1] if place else None
    before = receipts.lines(last) if last else lines.clear()
    numbers = await _numbers(session, [*lines["flight_id"], *before["flight_id"]])
    changes = _changes(before, lines if last else before)
    return Receipt(
        employee_id=named.member.employee_id,
        row=row,
        versions=len(every),
        currency=await airline_rows.currency(session, row.airline_id),
        lines=lines.with_columns(flight=_number(numbers)),
        needs=receipts.needs(row),
        changes=changes.with_columns(flight=_number(numbers)),
        causes=await causes.between(session, last, row.inputs, row.seen) if last and row.seen is not None else (),
        stale=stale,
    )


def _changes(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """What is paid otherwise, line by line of the same rule on the same row."""
    old, new = (side.group_by(_SAME).agg(pl.col("amount", "credit").sum()) for side in (before, after))
    both = old.join(new, on=_SAME, how="full", coalesce=True, nulls_equal=True, suffix="_after").with_columns(
        pl.col("amount", "credit", "amount_after", "credit_after").fill_null(0)
    )
    told = both.select(
        "component", "rule_code", "flight_id", before="amount", after="amount_after",
        delta=pl.col("amount_after") - pl.col("amount"),
        credit_before="credit", credit_after="credit_after",
    )  # fmt: skip
    differ = (pl.col("delta") != 0) | (pl.col("credit_before") != pl.col("credit_after"))
    return told.filter(differ).sort(pl.all())


async def _numbers(session: ReadSession, flight_ids: list[str | None]) -> dict[str, str]:
    flights = await rows.by_ids(session, Flight, [UUID(each) for each in flight_ids if each])
    return {str(each.id): each.shown for each in flights if each}


def _number(numbers: dict[str, str]) -> pl.Expr:
    return pl.col("flight_id").replace_strict(numbers, default="", return_dtype=pl.String)
