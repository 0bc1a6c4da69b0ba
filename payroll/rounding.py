"""The rounding term: a sum of credit or money at one level goes to a multiple of a unit; the difference is a line.

Every other line stays exact to its own minute or minor unit. Credit is rounded before anything coarser counts it, and
its difference is paid at the rate of the row. Money is rounded when all lines are known, from what they come to before
they are rounded themselves.
"""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

import polars as pl

from domain.errors import RefusedError
from domain.money import Currency
from domain.rules.pay import Rounding, RoundingMode
from payroll.arithmetic import HOUR_AT_PERCENT, due, share
from payroll.authors import Author, Authors
from payroll.lines import measured, opened, written
from payroll.payment import Payment
from payroll.reasons import Reasons
from payroll.selection import Selection
from payroll.tables import ROW, Table, inside
from payroll.tally import Tally
from payroll.terms import InForce, in_force
from payroll.words import at_rate, hours, money

COMPONENT: Final = "rounding"
_FINEST_FIRST: Final = (Table.LEG, Table.DUTY, Table.DAY, Table.TRIP, Table.PERIOD)
_WORDS: Final = {
    RoundingMode.HALF_UP: "to the nearest", RoundingMode.HALF_EVEN: "to the nearest, even", RoundingMode.UP: "up to",
    RoundingMode.DOWN: "down to",
}  # fmt: skip


def rounded(amount: pl.Expr, unit: pl.Expr | int, mode: RoundingMode) -> pl.Expr:
    """The multiple of a unit that an amount goes to; a half, up and down are told from 0, whatever the sign."""
    size = amount.abs()
    below, rest = size // unit, size % unit
    match mode:
        case RoundingMode.UP:
            above = rest > 0
        case RoundingMode.DOWN:
            above = pl.lit(False)
        case RoundingMode.HALF_UP:
            above = 2 * rest >= unit
        case RoundingMode.HALF_EVEN:
            above = (2 * rest > unit) | ((2 * rest == unit) & (below % 2 == 1))
    return amount.sign() * (below + above.cast(pl.Int64)) * unit


class Roundings:
    """The rounding terms of one run, with the people for whom each holds."""

    def __init__(
        self, selection: Selection, tally: Tally, authors: Authors, reasons: Reasons, currency: Currency
    ) -> None:
        self.rows, self.tally, self.authors = selection.rows, tally, authors
        self.reasons, self.currency = reasons, currency
        terms = [term for rule in selection.rulebook.of_family("rounding") for term in in_force(rule)]
        self.terms = [(term, _spec(term), selection.held(term, Table.PERIOD)) for term in terms]
        self.terms.sort(key=lambda one: _FINEST_FIRST.index(Table(one[1].grain)))
        _refuse_two(self.terms)

    def of_credit(self, table: Table, final: bool) -> Iterator[pl.DataFrame]:
        """The lines that round credit below the rows of a table, and (``final``) of its own."""
        for term, spec, mask in self.terms:
            level = Table(spec.grain)
            below = inside(level, table) or (table is Table.DAY and level in (Table.LEG, Table.DUTY))
            if spec.of == "credit" and below and (final or level is not table):
                yield self._credit(term, spec, mask, level)

    @property
    def doubtful(self) -> list[tuple[InForce, pl.Series]]:
        """The terms of which it is open whether they hold for some crew members, and for whom."""
        return [(term, mask.is_null()) for term, _, mask in self.terms if mask.null_count()]

    def priceless(self) -> Iterator[tuple[InForce, Table, pl.DataFrame]]:
        """The rows whose credit a term rounds, and that have no rate to pay the difference at."""
        for term, spec, mask in self.terms:
            if spec.of == "credit":
                table = Table(spec.grain)
                found = self._measured(term, spec, mask, table)
                lacking = found.filter(pl.col("_credit").is_not_null() & pl.col("line_amount").is_null())
                yield term, table, opened(table, lacking, pl.lit("rate"), unsure=False)

    def _credit(self, term: InForce, spec: Rounding, mask: pl.Series, table: Table) -> pl.DataFrame:
        return written(table, self._measured(term, spec, mask, table), _lifted(spec, table).reason, self.reasons)

    def _measured(self, term: InForce, spec: Rounding, mask: pl.Series, table: Table) -> pl.DataFrame:
        frame = self.rows.at(table).with_columns(_credit=self.tally.credited(table))
        mine = mask if table is Table.PERIOD else mask.gather(frame["crew_row"])
        rows = frame.filter(mine.fill_null(False))
        return measured(rows, _lifted(spec, table), self._author(term), term.version)

    def of_amounts(self, lines: list[pl.DataFrame]) -> Iterator[pl.DataFrame]:
        """The lines that round money, in addition to all others; each level counts what finer ones were rounded by."""
        terms = [each for each in self.terms if each[1].of == "amount"]
        exact = [_exact(found) for found in lines if found.height] if terms else []
        for term, spec, mask in terms:
            if mask.any():
                fresh, settled = self._amount(exact, term, spec, mask)
                exact.append(settled)
                yield fresh

    def _amount(
        self, exact: list[pl.DataFrame], term: InForce, spec: Rounding, mask: pl.Series
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The line of each row whose sum is not round, and what it adds to the exact sums."""
        table = Table(spec.grain)
        row, frame = ROW[table], self.rows.at(table)
        parts = [
            pl.DataFrame({row: rows, "exact": values, "amount": found["amount"]})
            for found in exact
            for rows, values in self.tally.placed(found, table, "exact")
        ]
        blank = pl.DataFrame(schema={row: pl.get_index_type(), "exact": pl.Int64, "amount": pl.Int64})
        sums = pl.concat([blank, *parts]).drop_nulls(row).group_by(row).agg(pl.col("exact", "amount").sum()).sort(row)
        found = pl.concat([frame[sums[row]], sums.select("exact", "amount")], how="horizontal")
        mine = mask.gather(found["crew_row"]).fill_null(False)
        found = found.filter(mine).with_columns(
            _to=rounded(pl.col("exact"), spec.unit * HOUR_AT_PERCENT, spec.mode) // HOUR_AT_PERCENT
        )
        lift = pl.col("_to") - pl.col("amount")
        payment = Payment(
            quantity=pl.lit(1, pl.Int64),
            rate=lift * 100,
            amount=lift,
            reason=pl.concat_str(
                pl.lit(f"the {table}'s lines come to "), money(pl.col("_to"), self.currency),
                pl.lit(f", rounded {_WORDS[spec.mode]} {spec.unit} of the minor unit"),
            ),
            needs=(),
            unit="EACH",
        )  # fmt: skip
        counted = measured(found, payment, self._author(term, "EACH"), term.version)
        names = [name for name in counted.columns if name.endswith("_row")]
        settled = counted.select(*names, exact=pl.col("_to") * HOUR_AT_PERCENT - pl.col("exact"), amount="line_amount")
        return written(table, counted, payment.reason, self.reasons), settled

    def _author(self, term: InForce, unit: str = "MINUTES") -> int:
        rule = term.rule
        return self.authors.number(Author(COMPONENT, "rounding", rule.owner, rule.code, term.version, unit))


def _lifted(spec: Rounding, table: Table) -> Payment:
    """What credit is rounded by, at the rate of its row."""
    to = rounded(pl.col("_credit"), spec.unit, spec.mode)
    lift = to - pl.col("_credit")
    words = f" credit of the {table} is rounded {_WORDS[spec.mode]} {spec.unit} min: "
    return Payment(
        quantity=lift,
        rate=pl.col("rate"),
        amount=due(lift, pl.col("rate")),
        credit=lift,
        reason=pl.concat_str(hours(pl.col("_credit")), pl.lit(words), hours(to), at_rate()),
        needs=("rate", "credit"),
    )


def _spec(term: InForce) -> Rounding:
    assert isinstance(term.spec, Rounding)
    return term.spec


def _exact(lines: pl.DataFrame) -> pl.DataFrame:
    """What each line comes to before it is rounded, in HOUR_AT_PERCENT-th parts of a minor unit."""
    rate = pl.col("rate") * 100 + pl.col("rate_parts")
    by_rate = pl.col("quantity") * rate * pl.col("percent").fill_null(100)
    agrees = (share(by_rate, 1, HOUR_AT_PERCENT) == pl.col("amount")).fill_null(False)
    return lines.with_columns(exact=pl.when(agrees).then(by_rate).otherwise(pl.col("amount") * HOUR_AT_PERCENT))


def _refuse_two(terms: list[tuple[InForce, Rounding, pl.Series]]) -> None:
    for (one, spec, here), (other, too, there) in combinations(terms, 2):
        if (spec.of, spec.grain) == (too.of, too.grain) and spec != too and (here & there).any():
            raise RefusedError(
                f"{one.rule.key} and {other.rule.key} both round the {spec.of} of one {spec.grain}: keep one."
            )
