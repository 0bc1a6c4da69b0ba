"""What is still owed for a period that was paid: worked out anew, less everything that was paid for it so far.

By crew member, component, rule and flight; what is about no flight, by the trip, duty, standby or day it is about. What
was paid is never touched: each difference is a line of its own, paid later. Nothing is said of a crew member whose new
lines are not complete for lack of data: they wait, since part of a statement is no ground to take money back.
"""

from dataclasses import dataclass
from typing import Final

import polars as pl

from domain.frames import PAID, Schema
from domain.money import Currency
from payroll.engine import PayResult
from payroll.words import money

_T, _I = pl.String(), pl.Int64()
_BESIDE: Final = ("trip_id", "duty_id", "standby_id", "day")
ABOUT: Final = ("crew_id", "component", "rule_owner", "rule_code", "flight_id", *_BESIDE)
"""What one difference is about; the last four are null where there is a flight."""
DELTAS: Final[Schema] = PAID | {"before": _I, "after": _I, "reason": _T}
"""One row a difference in pay or credit, in minor units: ``before`` is what was paid so far, ``after`` what is owed,
``amount`` the second less the first; ``credit`` are minutes of the earned period; the rule's newest version is named.
"""


@dataclass(frozen=True, slots=True)
class Retro:
    """``deltas`` (DELTAS, in the order of ABOUT); ``waiting`` (``payroll.needs.NEEDS``): who waits, and for what."""

    deltas: pl.DataFrame
    waiting: pl.DataFrame


def retro(now: PayResult, paid: pl.DataFrame, currency: Currency) -> Retro:
    """The differences between the whole period as it is ``now`` worked out and what was ``paid`` (PAID) so far.

    Paid beside the rest they come to what is owed now, to the minor unit; with them paid there is none left.
    """
    waiting = now.needs_data.sort(pl.all())
    sides = [
        _summed(frame, side).join(waiting, on="crew_id", how="anti")
        for frame, side in ((paid, "before"), (now.lines, "after"))
    ]
    sums = pl.col("before", "after", "credit_before", "credit_after").fill_null(0)
    both = sides[0].join(sides[1], on=list(ABOUT), how="full", coalesce=True, nulls_equal=True).with_columns(sums)
    told = both.with_columns(
        rule_since=pl.max_horizontal("since_before", "since_after"),
        amount=pl.col("after") - pl.col("before"),
        credit=pl.col("credit_after") - pl.col("credit_before"),
        reason=_reason(currency),
    )
    differ = told.filter((pl.col("amount") != 0) | (pl.col("credit") != 0))
    chosen = [pl.col(name).cast(kind) for name, kind in DELTAS.items()]
    return Retro(differ.select(chosen).sort(list(ABOUT)), waiting)


def _summed(lines: pl.DataFrame, side: str) -> pl.DataFrame:
    """One row for each thing that lines are about; ``why`` is theirs where one line says it all."""
    flown = pl.col("flight_id").is_not_null()
    placed = lines.with_columns(pl.when(~flown).then(pl.col(name)).alias(name) for name in _BESIDE)
    return placed.group_by(list(ABOUT)).agg(
        pl.col("amount").sum().alias(side),
        pl.col("credit").sum().alias(f"credit_{side}"),
        pl.col("rule_since").max().alias(f"since_{side}"),
        *([pl.when(pl.len() == 1).then(pl.col("reason").first()).alias("why")] if side == "after" else []),
    )


def _reason(currency: Currency) -> pl.Expr:
    """``230.00 is owed, 180.00 was paid: leg XP101 EWR-MCO …``."""
    figures = pl.concat_str(
        money(pl.col("after"), currency), pl.lit(" is owed, "), money(pl.col("before"), currency), pl.lit(" was paid")
    )
    return pl.concat_str(figures, pl.concat_str(pl.lit(": "), "why").fill_null(""))
