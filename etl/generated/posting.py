"""A payroll ledger made from what is truly owed, with seeded faults: generated, like everything here."""

from typing import Final
from uuid import UUID, uuid5

import polars as pl

from domain.frames import LEDGER, LINES, conform
from etl.generated.faults import Fault, FaultKind
from etl.generated.mistakes import Mistakes, Step, choose

_ENTRIES: Final = UUID("b8d1a1f4-9d41-5a0e-8f43-3c0f6e5d2a94")
_KEY: Final = ("crew_id", "component", "flight_id")


def ledger(
    lines: pl.DataFrame, crew: pl.DataFrame, flights: pl.DataFrame, *, posted: int, seed: int
) -> tuple[pl.DataFrame, tuple[Fault, ...]]:
    """What payroll paid for these lines (``LINES``), as ``LEDGER``, and the faults that are in it.

    One entry a crew member, component and flight, posted at the minute ``posted``. ``crew`` (``crew_id``,
    ``position``) tells the step below; ``flights`` (``flight_id``, ``scheduled_out``) tells flights in a row. A fault
    that nothing in the lines allows (no premium was earned, nobody has a lower step) is left out.
    """
    owed = conform(lines, LINES, "lines").filter(pl.col("amount") != 0)
    mistakes = choose(owed, crew, flights, seed)
    stepped = owed if mistakes.step is None else owed.with_columns(amount=_lowered(mistakes.step))
    programmed = stepped.filter(~_is("component", mistakes.premium))
    sent = programmed.filter(~pl.col("flight_id").is_in(mistakes.dropped).fill_null(value=False))
    again = sent.filter(_is("flight_id", mistakes.doubled))
    faults = _faults(mistakes, owed, stepped, programmed, again)
    return _entries(sent, again, posted), faults


def _is(column: str, name: str | None) -> pl.Expr:
    """Whether the column names this; never, where there is nothing to name."""
    return pl.lit(value=False) if name is None else pl.col(column).eq(name).fill_null(value=False)


def _lowered(step: Step) -> pl.Expr:
    """The amounts with one crew member's rate a step lower: minutes at that rate, rounded half up as a payroll does."""
    hit = (pl.col("crew_id") == step.crew_id) & (pl.col("unit") == "MINUTES") & (pl.col("rate") == step.rate)
    hundredths = pl.col("quantity") * step.lower * pl.col("percent").fill_null(100)
    return pl.when(hit).then((2 * hundredths + 6000) // 12_000).otherwise(pl.col("amount"))


def _faults(
    mistakes: Mistakes, owed: pl.DataFrame, stepped: pl.DataFrame, programmed: pl.DataFrame, again: pl.DataFrame
) -> tuple[Fault, ...]:
    """The faults as they came out, those that changed an amount."""
    missed = stepped.with_columns(amount=owed["amount"] - stepped["amount"]).filter(pl.col("amount") != 0)
    unpaid = stepped.filter(_is("component", mistakes.premium))
    dropped = programmed.filter(pl.col("flight_id").is_in(mistakes.dropped))
    found = (
        (FaultKind.UNPROGRAMMED_PREMIUM, mistakes.premium, unpaid, 1),
        (FaultKind.MISSED_STEP, None, missed, 1),
        (FaultKind.DROPPED_FLIGHTS, None, dropped, 1),
        (FaultKind.DUPLICATED_FLIGHT, None, again, -1),
    )
    return tuple(_fault(*each) for each in found if not each[2].is_empty())


def _fault(kind: FaultKind, component: str | None, hit: pl.DataFrame, sign: int) -> Fault:
    crew, flights = (tuple(sorted(hit[column].drop_nulls().unique())) for column in ("crew_id", "flight_id"))
    return Fault(kind, component, crew, flights, sign * int(hit["amount"].sum()))


def _entries(sent: pl.DataFrame, again: pl.DataFrame, posted: int) -> pl.DataFrame:
    once = sent.group_by(_KEY).agg(pl.col("amount").sum()).with_columns(time=pl.lit(1))
    twice = again.group_by(_KEY).agg(pl.col("amount").sum()).with_columns(time=pl.lit(2))
    entries = pl.concat([once, twice]).sort(*_KEY, "time", nulls_last=True)
    names = [str(uuid5(_ENTRIES, " ".join(map(str, row)))) for row in entries.select(*_KEY, "time").iter_rows()]
    return entries.with_columns(
        entry_id=pl.Series(names, dtype=pl.String), posted=pl.lit(posted, dtype=pl.Int64)
    ).select(list(LEDGER))
