"""A rule's lines: what it would pay on the rows that it holds on, and the rows on which data is missing."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from domain.frames import LINES, Schema
from domain.rules.pay import Grain
from domain.rules.rule import Key, Rule
from payroll.facts import ROW
from payroll.payment import Payment
from payroll.terms import InForce, component_of

KEYS: Final[dict[Grain, tuple[str, ...]]] = {
    Grain.LEG: ("crew_id", "trip_id", "duty_id", "leg_id", "flight_id"),
    Grain.DUTY: ("crew_id", "trip_id", "duty_id"),
    Grain.TRIP: ("crew_id", "trip_id"),
    Grain.PERIOD: ("crew_id",),
}
"""The keys of a line by the grain of its row."""
NEEDS: Final[Schema] = {
    "crew_id": pl.String(),
    "rule_owner": pl.String(),
    "rule_code": pl.String(),
    "grain": pl.String(),
    "key": pl.String(),
    "missing": pl.String(),
}
"""A row on which a rule cannot be decided or priced: ``missing`` names the facts, with commas."""
_GRAINS = tuple(ROW)


def rows_of(grain: Grain) -> list[str]:
    """The row numbers that a row of this grain carries: its own and those above it."""
    return [ROW[one] for one in _GRAINS[_GRAINS.index(grain) :]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one rule would pay if no other rule took precedence: its lines and the rows that it holds on.

    ``open`` (``opened``) are the rows on which data is missing to say so, or to price what it pays there.
    """

    rule: Rule
    grain: Grain
    lines: pl.DataFrame
    held: pl.DataFrame
    open: pl.DataFrame

    @property
    def key(self) -> Key:
        """The rule's key."""
        return self.rule.key


def written(term: InForce, grain: Grain, rows: pl.DataFrame, payment: Payment) -> pl.DataFrame:
    """What one version says of each of its rows, with row numbers; an amount is null where data is missing."""
    key = KEYS[grain]
    measures = {
        "component": pl.lit(component_of(term.rule)),
        "rule_owner": pl.lit(term.rule.owner),
        "rule_code": pl.lit(term.rule.code),
        "rule_since": pl.lit(term.version),
        "quantity": payment.quantity,
        "unit": pl.lit(payment.unit),
        "rate": payment.rate,
        "percent": payment.percent,
        "amount": payment.amount,
        "credit": payment.credit,
        "reason": payment.reason,
    }
    columns = [
        pl.col(name).cast(kind) if name in key else _measure(measures.get(name)).cast(kind).alias(name)
        for name, kind in LINES.items()
    ]
    return rows.lazy().select(*columns, *rows_of(grain)).collect()


def worth(lines: pl.DataFrame) -> pl.DataFrame:
    """Without the rows that pay and credit nothing, or that lack data."""
    priced = pl.col("amount").is_not_null() & pl.col("credit").is_not_null()
    return lines.filter(priced & ((pl.col("amount") != 0) | (pl.col("credit") != 0)))


def _measure(given: pl.Expr | int | None) -> pl.Expr:
    return given if isinstance(given, pl.Expr) else pl.lit(given)


def opened(rule: Rule, grain: Grain, rows: pl.DataFrame, missing: pl.Expr, *, unsure: bool) -> pl.DataFrame:
    """NEEDS for these rows, with their row numbers; ``unsure``: it is open whether the rule stands there at all."""
    return rows.select(
        crew_id=pl.col("crew_id"),
        rule_owner=pl.lit(rule.owner),
        rule_code=pl.lit(rule.code),
        grain=pl.lit(str(grain)),
        key=pl.col("leg_id" if grain is Grain.LEG else KEYS[grain][-1]),
        missing=missing,
        unsure=pl.lit(unsure),
        **{row: pl.col(row) for row in rows_of(grain)},
    )


def nothing_open(grain: Grain) -> pl.DataFrame:
    """What ``opened`` gives where nothing is."""
    rows = {row: pl.get_index_type() for row in rows_of(grain)}
    return pl.DataFrame(schema={**NEEDS, "unsure": pl.Boolean(), **rows})


def blanks(facts: tuple[str, ...], rows: pl.DataFrame) -> pl.Expr:
    """Which of the facts are null on each row, with commas; all of them where none is to be seen."""
    absent = [pl.when(pl.col(fact).is_null()).then(pl.lit(fact)) for fact in facts if fact in rows.columns]
    named = pl.concat_list(absent).list.drop_nulls().list.join(", ") if absent else pl.lit("")
    return pl.when(named == "").then(pl.lit(", ".join(facts))).otherwise(named)
