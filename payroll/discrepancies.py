"""What was paid otherwise than it is owed, with its kind, its cause and how much that matters.

One row a crew member, component and flight whose sums differ, so the differences of a person add up to the gross
owed less what was paid. Rows with one cause share a ``group``:

- ``not-posted``: flights of which nobody's pay was posted (an interface fault); ``not-posted:<crew>``: one person's;
- ``unprogrammed:<component>``: a premium that not one of several people got;
- ``rate:<crew>``: one person paid at another step of the scale, leg after leg;
- ``posted-twice:<flight>``: a flight posted again, for several people.
"""

import polars as pl

from domain.frames import CREW, DISCREPANCIES, LEGS, conform
from domain.money import Currency
from domain.rulebook import Rulebook
from payroll.causes import group, kind, with_signs
from payroll.compare import KEY, at_posted_keys, compared
from payroll.kinds import DiscrepancyType, Severity, thresholds
from payroll.steps import other_step
from payroll.words import finely, money

_SEVERITIES = {severity.value: place for place, severity in enumerate(Severity)}


def find(
    rulebook: Rulebook,
    lines: pl.DataFrame,
    ledger: pl.DataFrame,
    crew: pl.DataFrame,
    legs: pl.DataFrame,
    currency: Currency,
    now: int,
) -> pl.DataFrame:
    """DISCREPANCIES between LINES and LEDGER, as posted up to ``now`` (UTC minute), the gravest cause first."""
    rows = compared(lines, ledger, now)
    at_keys = at_posted_keys(lines, ledger.filter(pl.col("posted") <= now))
    steps = other_step(rulebook, at_keys, rows, conform(crew, CREW, "crew"), currency)
    flights = conform(legs, LEGS, "legs").select("flight_id", "flight_number").unique("flight_id", keep="first")
    found = (
        with_signs(rows)
        .filter(pl.col("difference") != 0)
        .join(steps, KEY, "left", nulls_equal=True)
        .join(flights, "flight_id", "left")
        .with_columns(type=kind())
        .with_columns(group=group())
    )
    return (
        found.with_columns(severity=_severity(currency), note=_note(currency))
        .select(pl.col(name).cast(of) for name, of in DISCREPANCIES.items())
        .sort(pl.col("severity").replace_strict(_SEVERITIES), "group", *KEY, nulls_last=True)
    )


def _severity(currency: Currency) -> pl.Expr:
    """By what the cause adds up to: the group's sum, or the row's own where it stands alone."""
    own = pl.col("difference").abs()
    weight = pl.when(pl.col("group").is_null()).then(own).otherwise(own.sum().over("group"))
    found = pl.lit(Severity.LOW.value)
    for severity, least in reversed(thresholds(currency)):
        found = pl.when(weight >= least).then(pl.lit(severity.value)).otherwise(found)
    return found


def _note(currency: Currency) -> pl.Expr:
    """``red_eye on XP101: 30.00 owed, nothing posted``, and what that looks like."""
    posted = pl.when(pl.col("entries") == 0).then(pl.lit("nothing")).otherwise(money(pl.col("actual"), currency))
    flight = pl.coalesce("flight_number", "flight_id")
    return pl.concat_str(
        pl.col("component"),
        pl.when(pl.col("flight_id").is_null()).then(pl.lit("")).otherwise(pl.lit(" on ") + flight),
        pl.lit(": "),
        money(pl.col("expected"), currency),
        pl.lit(" owed, "),
        posted,
        pl.lit(" posted"),
        _looks(currency),
    )


def _looks(currency: Currency) -> pl.Expr:
    of, kinds = pl.col("type"), DiscrepancyType
    rate = pl.concat_str(
        pl.lit("; that is "), finely(pl.col("paid_rate"), currency), pl.lit(" an hour, another pay step")
    )
    return (
        pl.when(of == kinds.INCORRECT_RATE)
        .then(rate)
        .when(of == kinds.DUPLICATE_PAYMENT)
        .then(pl.lit("; the same entry is there again"))
        .when((of == kinds.MISSING_FLIGHT) & pl.col("flight_missing_for_all"))
        .then(pl.lit("; the flight was posted for nobody"))
        .when(of == kinds.MISSING_FLIGHT)
        .then(pl.lit("; nothing of this flight was posted"))
        .when((of == kinds.MISSING_PREMIUM) & pl.col("nobody_got_it"))
        .then(pl.lit("; nobody was paid this premium"))
        .otherwise(pl.lit(""))
    )
