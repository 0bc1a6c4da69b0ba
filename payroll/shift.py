"""Two results of one month under two Rulebooks, held against each other: who is owed what instead, and by which rule.

Sums only, per crew member and rule; what is equal in both is left out. A rule that could be computed under one Rulebook
and cannot under the other, or that may pay otherwise and cannot be computed under either, is told beside the figures
(``OPENED``): its zero is no figure.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

import polars as pl

from domain.frames import Schema
from domain.rules.rule import Key
from payroll.engine import BY, PayResult, PaySums

_T, _I = pl.String(), pl.Int64()
RULE: Final = ("rule_owner", "rule_code")

SHIFTED: Final[Schema] = {
    "crew_id": _T, "rule_owner": _T, "rule_code": _T, "component": _T,
    "before": _I, "after": _I, "delta": _I,  # minor units; delta = after - before
    "credit_before": _I, "credit_after": _I,  # minutes
    "open_before": _I, "open_after": _I,  # rows on which the rule could not be computed
}  # fmt: skip
"""One row a crew member, rule and component whose pay or credit differs."""
TOTAL: Final[Schema] = {
    "crew_id": _T,
    "before": _I, "after": _I, "delta": _I,  # gross in minor units
    "credit_before": _I, "credit_after": _I,
    "opened": _I, "closed": _I,  # rows that can be computed no more, and rows that can be now
    "still": _I,  # rows of rules that may pay otherwise, and that cannot be computed on either side
}  # fmt: skip
"""One row a crew member. Where one of the last three is not 0 the delta is not complete: it is what is certain."""
OPENED: Final[Schema] = {
    "crew_id": _T, "rule_owner": _T, "rule_code": _T,
    "opened": _I, "closed": _I, "still": _I,
    "missing": _T,  # what the rows lack that cannot be computed now, with commas; empty where there are none
}  # fmt: skip
"""One row a crew member and rule of which the figures do not tell everything."""


@dataclass(frozen=True, slots=True)
class Shift:
    """``rows`` (SHIFTED), ``crew`` (TOTAL, everybody) and ``opened`` (OPENED), each in one order.

    The deltas of the rows add up to those of the crew.
    """

    rows: pl.DataFrame
    crew: pl.DataFrame
    opened: pl.DataFrame


def shift(before: PayResult | PaySums, after: PayResult | PaySums, unlike: Collection[Key]) -> Shift:
    """What the second result says otherwise. Both are of the same crew, duties and legs; ``unlike`` are the rules that
    may pay otherwise.
    """
    opened = _opened(before.needs_data, after.needs_data, unlike)
    rows = _rows(before, after)
    return Shift(rows, _crew(before.totals, after.totals, opened), opened)


def _rows(before: PayResult | PaySums, after: PayResult | PaySums) -> pl.DataFrame:
    key = list(BY)
    both = before.by_rule.join(
        after.by_rule, on=key, how="full", coalesce=True, nulls_equal=True, suffix="_after"
    ).with_columns(pl.col("amount", "credit", "amount_after", "credit_after").fill_null(0))
    differ = both.filter((pl.col("amount") != pl.col("amount_after")) | (pl.col("credit") != pl.col("credit_after")))
    named = differ.with_columns(
        before="amount", after="amount_after", delta=pl.col("amount_after") - pl.col("amount"), credit_before="credit"
    )
    for name, needs in (("open_before", before.needs_data), ("open_after", after.needs_data)):
        counted = needs.group_by("crew_id", *RULE).agg(pl.len().cast(_I).alias(name))
        named = named.join(counted, on=["crew_id", *RULE], how="left").with_columns(pl.col(name).fill_null(0))
    return named.select(_cast(SHIFTED)).sort(key)


def _crew(before: pl.DataFrame, after: pl.DataFrame, opened: pl.DataFrame) -> pl.DataFrame:
    both = before.join(after, on="crew_id", how="left", suffix="_after", validate="1:1")
    counted = opened.group_by("crew_id").agg(pl.col("opened", "closed", "still").sum())
    told = both.join(counted, on="crew_id", how="left").select(
        "crew_id",
        before="gross",
        after="gross_after",
        delta=pl.col("gross_after") - pl.col("gross"),
        credit_before="credit",
        credit_after="credit_after",
        opened=pl.col("opened").fill_null(0),
        closed=pl.col("closed").fill_null(0),
        still=pl.col("still").fill_null(0),
    )
    return told.select(_cast(TOTAL)).sort("crew_id")


def _opened(before: pl.DataFrame, after: pl.DataFrame, unlike: Collection[Key]) -> pl.DataFrame:
    row = ["crew_id", *RULE, "grain", "key", "missing"]
    old, new = before.unique(row), after.unique(row)
    rules = pl.DataFrame(sorted(unlike), schema=dict.fromkeys(RULE, _T), orient="row")
    sides = {
        "opened": new.join(old, on=row, how="anti"),
        "closed": old.join(new, on=row, how="anti"),
        "still": new.join(old, on=row, how="semi").join(rules, on=RULE, how="semi"),
    }
    told = pl.concat([frame.with_columns(side=pl.lit(side)) for side, frame in sides.items()])
    counted = told.group_by("crew_id", *RULE).agg(
        *((pl.col("side") == side).sum().alias(side) for side in sides),
        missing=pl.col("missing").filter(pl.col("side") != "closed").unique().sort().str.join(", "),
    )
    return counted.select(_cast(OPENED)).sort("crew_id", *RULE)


def _cast(schema: Schema) -> list[pl.Expr]:
    return [pl.col(name).cast(kind) for name, kind in schema.items()]
