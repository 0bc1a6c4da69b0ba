"""A rule's lines: what it would pay on the rows that it holds on, and the rows on which data is missing.

While lines are worked out they go by numbers: their rows, and their author. Names are put to them at the end.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import polars as pl

from domain.frames import Schema
from domain.rules.rule import Key, Rule
from payroll.authors import Author, Authors
from payroll.payment import Payment
from payroll.reasons import SAID, Reasons
from payroll.tables import Table, rows_of
from payroll.terms import InForce, component_of

MEASURES: Final = ("quantity", "rate", "rate_parts", "percent", "amount", "credit")
_I: Final = pl.Int64()
_ROW: Final = pl.UInt32()
_AUTHORED: Final[Schema] = {"author": pl.UInt32(), "rule_since": pl.Date()}
MEASURED: Final[Schema] = _AUTHORED | dict.fromkeys(MEASURES, _I)
_REST: Final[Schema] = MEASURED | SAID


@dataclass(frozen=True, slots=True)
class Candidate:
    """What one rule would pay if no other rule took precedence: its lines and the rows that it holds on.

    ``open`` are the rows on which data is ``missing`` to say so, or to price what it pays there; ``unsure`` where it
    is open whether it holds there at all. ``levels`` say of a floor what it credits alone, on every row it holds on.
    ``idle``, of a run that tells: what works out the rows on which it comes to nothing (``idling``), where asked.
    """

    rule: Rule
    table: Table
    lines: pl.DataFrame
    held: pl.DataFrame
    open: pl.DataFrame
    levels: pl.DataFrame = field(default_factory=pl.DataFrame)
    idle: tuple[Callable[[], pl.DataFrame], ...] = ()

    @property
    def key(self) -> Key:
        """The rule's key."""
        return self.rule.key


def numbers(table: Table) -> Schema:
    """The row numbers that rows of a table carry."""
    return dict.fromkeys(rows_of(table), _ROW)


@cache
def no_lines(table: Table) -> pl.DataFrame:
    """Lines about rows of a table, of which there are none."""
    return pl.DataFrame(schema=numbers(table) | _REST)


@cache
def nothing_open(table: Table) -> pl.DataFrame:
    """Open rows of a table, of which there are none."""
    return pl.DataFrame(schema=numbers(table) | {"missing": pl.String(), "unsure": pl.Boolean()})


def opened(table: Table, rows: pl.DataFrame, missing: pl.Expr, *, unsure: bool) -> pl.DataFrame:
    """These rows of a table as open ones."""
    return rows.select(*rows_of(table), missing=missing.cast(pl.String), unsure=pl.lit(unsure))


def author_of(term: InForce, authors: Authors, unit: str) -> int:
    """The number of the author that a version of a rule is."""
    rule = term.rule
    return authors.number(Author(component_of(rule), str(rule.family), rule.owner, rule.code, term.version, unit))


def measured(rows: pl.DataFrame, payment: Payment, author: int, since: object) -> pl.DataFrame:
    """The rows with what a payment comes to on them; an amount or a credit is null where data is missing."""
    rate = payment.rate
    given = {
        "quantity": payment.quantity,
        "rate": None if rate is None else rate // 100,
        "rate_parts": None if rate is None else rate % 100,
        "percent": payment.percent,
        "amount": payment.amount,
        "credit": payment.credit,
        **({} if payment.level is None else {"level": payment.level}),
    }
    columns = [_measure(expression).cast(_I).alias(f"line_{name}") for name, expression in given.items()]
    who = pl.lit(author) if payment.author is None else payment.author
    return rows.with_columns(*columns, line_author=who.cast(pl.UInt32), line_rule_since=pl.lit(since, pl.Date))


def written(table: Table, found: pl.DataFrame, reason: pl.Expr, reasons: Reasons) -> pl.DataFrame:
    """The lines of measured rows, without those that pay and credit nothing, or that lack data."""
    amount, credit = pl.col("line_amount"), pl.col("line_credit")
    worth = found.select(amount.is_not_null() & credit.is_not_null() & ((amount != 0) | (credit != 0))).to_series()
    if not worth.any():
        return no_lines(table)
    numbered = {name: f"line_{name}" for name in MEASURED} | {row: row for row in rows_of(table)}
    read = {*numbered.values(), *reason.meta.root_names()}
    kept = found if worth.all() else found.select(sorted(read)).filter(worth)
    return kept.select(**numbered, **reasons.keep(kept, reason))


def idling(table: Table, found: pl.DataFrame, reason: pl.Expr) -> pl.DataFrame:
    """The measured rows that pay and credit nothing, with the ``reason``'s figures, and of a floor level and credit."""
    nothing = (pl.col("line_amount") == 0) & (pl.col("line_credit") == 0)
    credit = pl.col("credit") if "credit" in found.columns else pl.lit(None, _I)
    level = pl.col("line_level") if "line_level" in found.columns else pl.lit(None, _I)
    told = {"reason": reason.cast(pl.String), "level": level, "credit": credit}
    return found.filter(nothing).select(*rows_of(table), **told)


def levelled(table: Table, found: pl.DataFrame) -> pl.DataFrame:
    """What a floor credits alone, on each row that it holds on."""
    return found.select(*rows_of(table), level="line_level", author="line_author").drop_nulls("level")


def _measure(given: pl.Expr | int | None) -> pl.Expr:
    return given if isinstance(given, pl.Expr) else pl.lit(given)
