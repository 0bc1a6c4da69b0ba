"""A rule's lines: what it would pay on the rows that it holds on, and the rows on which data is missing.

While lines are worked out they go by numbers: their rows, and their author. Names are put to them at the end.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

import polars as pl

from domain.frames import LINES, Schema
from domain.rules.rule import Key, Rule
from payroll.authors import Author, Authors
from payroll.facts import Rows
from payroll.payment import Payment
from payroll.reasons import SAID, Reasons
from payroll.tables import KEYS, ROW, Table, rows_of
from payroll.terms import InForce, component_of

NEEDS: Final[Schema] = {
    "crew_id": pl.String(),
    "rule_owner": pl.String(),
    "rule_code": pl.String(),
    "grain": pl.String(),
    "key": pl.String(),
    "missing": pl.String(),
}
"""A row on which a rule cannot be decided or priced: ``missing`` names the facts, with commas."""
MEASURES: Final = ("quantity", "rate", "rate_parts", "percent", "amount", "credit")
_I: Final = pl.Int64()
_ROW: Final = pl.UInt32()
_AUTHORED: Final[Schema] = {"author": pl.UInt32(), "rule_since": pl.Date()}
_MEASURED: Final[Schema] = _AUTHORED | dict.fromkeys(MEASURES, _I)
_REST: Final[Schema] = _MEASURED | SAID


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
    numbered = {name: f"line_{name}" for name in _MEASURED} | {row: row for row in rows_of(table)}
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


def named(lines: Sequence[pl.DataFrame], reasons: Reasons, rows: Rows, authors: Authors) -> pl.DataFrame:
    """All lines under the names of LINES."""
    whole = pl.concat([_blank(), *lines], how="diagonal")
    known = authors.frame().drop("rule_since", "family")
    who = known[whole["author"]] if whole.height else known.clear()
    ids = {
        "crew_id": rows.periods["crew_id"].gather(whole["crew_row"]),
        "trip_id": _ids(rows.trips["trip_id"], whole["trip_row"]),
        "duty_id": _ids(rows.duties["duty_id"], whole["duty_row"]),
        "leg_id": _ids(rows.legs["leg_id"], whole["leg_row"]),
        "flight_id": _ids(rows.legs["flight_id"], whole["leg_row"]),
        "standby_id": _ids(rows.standby["standby_id"], whole["standby_row"]),
        "day": _ids(rows.leave["day"], whole["leave_row"]).zip_with(
            whole["leave_row"].is_not_null(), _ids(rows.days.rows["day"], whole["day_row"])
        ),
        "reason": reasons.of(whole),
    }
    found = {name: ids[name] if name in ids else (who if name in who.columns else whole)[name] for name in LINES}
    return pl.DataFrame(found)


@cache
def _blank() -> pl.DataFrame:
    """Lines about rows of any table, of which there are none."""
    every: Schema = dict.fromkeys(ROW.values(), _ROW)
    return pl.DataFrame(schema=every | _REST)


def _ids(names: pl.Series, rows: pl.Series) -> pl.Series:
    """The names of rows; null where there is no row."""
    if names.is_empty() or rows.null_count() == rows.len():
        return pl.repeat(None, rows.len(), dtype=names.dtype, eager=True)
    return names.gather(rows)


def needed(rule: Rule, table: Table, found: pl.DataFrame, rows: Rows) -> pl.DataFrame:
    """NEEDS of a rule's open rows."""
    keyed = rows.at(table)[found[ROW[table]]].select("crew_id", key=key_of(table))
    said = keyed.with_columns(
        rule_owner=pl.lit(rule.owner), rule_code=pl.lit(rule.code), grain=pl.lit(str(table)), missing=found["missing"]
    )
    return said.select(pl.col(name).cast(kind) for name, kind in NEEDS.items())


def key_of(table: Table) -> pl.Expr:
    """What a row is called: the id of its leg, duty, standby, trip or crew member, or the day (of a trip)."""
    match table:
        case Table.LEG:
            return pl.col("leg_id")
        case Table.DAY:
            return pl.concat_str("trip_id", pl.lit(" "), pl.col("day").cast(pl.String))
        case _:
            return pl.col(KEYS[table][-1]).cast(pl.String)


def blanks(facts: tuple[str, ...], rows: pl.DataFrame) -> pl.Expr:
    """Which of the facts are null on each row, with commas; where none is to be seen, those that no row has."""
    absent = [pl.when(pl.col(fact).is_null()).then(pl.lit(fact)) for fact in facts if fact in rows.columns]
    seen = pl.concat_list(absent).list.drop_nulls().list.join(", ") if absent else pl.lit("")
    unseen = [fact for fact in facts if fact not in rows.columns] or facts
    return pl.when(seen == "").then(pl.lit(", ".join(unseen))).otherwise(seen)
