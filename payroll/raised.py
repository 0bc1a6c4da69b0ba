"""The rate that a compounding percentage is taken of: raised by what other premiums of the row pay on it.

Each percentage of a premium or holiday line on the same leg, and of one without a window on its duty, raises the rate
by that share of the line's own rate; so does that of one that is compounding itself. An amount by the hour, or a flat
one, raises no rate. What is paid before it says the order of components.
"""

from collections.abc import Iterator
from datetime import date

import polars as pl

from domain.money import Currency
from domain.rules.pay import HolidayPremium, Premium
from domain.rules.rule import Rule
from payroll.arithmetic import share
from payroll.around import Around
from payroll.tables import ROW, Table
from payroll.terms import table_of
from payroll.words import finely

_RAISING = ("premium", "holiday_premium")


def raised(rows: pl.DataFrame, around: Around, table: Table, currency: Currency) -> pl.DataFrame:
    """Legs or duties with their ``rate`` raised, and that said in ``rate_text``; null where what raises it is open."""
    found = rows.with_columns(_raised=pl.lit(0, dtype=pl.Int64))
    for row, steps in _steps(around, table):
        known = pl.when(pl.col("step").is_not_null().all()).then(pl.col("step").sum())
        sums = steps.group_by(row).agg(step=known, any=pl.lit(True))
        step = pl.when(pl.col("any")).then(pl.col("step")).otherwise(0)
        joined = found.join(sums, row, "left", maintain_order="left")
        found = joined.with_columns(_raised=pl.col("_raised") + step).drop("step", "any")
    rate = pl.col("rate") + pl.col("_raised")
    text = pl.concat_str("rate_text", pl.lit(", raised to "), finely(rate, currency))
    said = pl.when(pl.col("_raised") == 0).then("rate_text").otherwise(text)
    return found.with_columns(rate=rate, rate_text=said).drop("_raised")


def _steps(around: Around, table: Table) -> Iterator[tuple[str, pl.DataFrame]]:
    """What each rule's lines raise the rate by, and the row that they lie on; null where a line is open."""
    of_line = pl.col("rate") * 100 + pl.col("rate_parts").fill_null(0)
    for key, lines in around.lines.items():
        rule = around.rules[key]
        if counting := _counting(rule, table):
            row = ROW[table_of(rule)]
            step = share(of_line * pl.col("percent"), 1, 100)
            still_open = around.open[key].select(row, step=pl.lit(None, dtype=pl.Int64))
            yield (
                row,
                pl.concat([lines.filter(pl.col("rule_since").is_in(counting)).select(row, step=step), still_open]),
            )


def _counting(rule: Rule, table: Table) -> list[date]:
    """The versions that raise the rate of a table's rows: of its own, and unwindowed ones of the duty above."""
    own = rule.family in _RAISING and table_of(rule) is table
    above = rule.family in _RAISING and (table_of(rule), table) == (Table.DUTY, Table.LEG)
    return [
        version.since
        for version in rule.versions
        if _raises(version.spec) and (own or (above and _whole(version.spec)))
    ]


def _raises(spec: object) -> bool:
    return isinstance(spec, Premium | HolidayPremium) and spec.percent is not None


def _whole(spec: object) -> bool:
    return isinstance(spec, Premium) and spec.window is None
