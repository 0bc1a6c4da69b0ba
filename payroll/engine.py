"""The pay engine: whole frames of crew, duties and legs in, the lines of every statement out.

Steps run along the Rulebook's components. Each rule pays the rows it holds on; where two rules meet, precedence
says which stands (the law is in ``domain.precedence``), and two that say the same pay once; what later steps count
(credit) is what stands. Rows that a rule cannot be decided on are named in ``needs_data`` and never silently left out,
and what hangs on them (a rig or a guarantee over credit that is still open) is left open with them: a line that is
written is certain. So are the rows of a trip that runs into days on which other rules are in force than the Rulebook's.
The frames given are paid as they are: whole trips, chosen by the caller. Lines come by component, by rule, and then in
the order of the rows given.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any, Final

import polars as pl

from domain.frames import Schema
from domain.money import Currency
from domain.rulebook import Rulebook
from payroll.beside import Beside
from payroll.facts import build
from payroll.naming import named
from payroll.outcome import flown, guarantees, kept, needs
from payroll.run import Run
from payroll.totals import totals
from payroll.worth import Worth, worth

BY: Final = ("crew_id", "rule_owner", "rule_code", "component")
Row = tuple[Any, ...]
_SUMMED: Final = ("amount", "credit")
BY_RULE: Final[Schema] = dict.fromkeys(BY, pl.String()) | dict.fromkeys(_SUMMED, pl.Int64())
"""One row a crew member, rule and component: minor units and credit minutes."""


@dataclass(frozen=True, slots=True)
class PayResult:
    """``lines`` (LINES), ``totals`` (TOTALS) and ``needs_data`` (``payroll.needs.NEEDS``).

    The totals of a crew member who is named in ``needs_data`` are not complete: they are what is certain so far.
    """

    lines: pl.DataFrame
    totals: pl.DataFrame
    needs_data: pl.DataFrame

    @property
    def by_rule(self) -> pl.DataFrame:
        """BY_RULE: the lines added up, as far as they come to anything."""
        return _worth_something(self.lines.group_by(BY).agg(pl.col(_SUMMED).sum()))


@dataclass(frozen=True, slots=True)
class PaySums:
    """What the lines come to: ``by_rule`` (BY_RULE, in no order); ``totals`` and ``needs_data`` as in PayResult."""

    by_rule: pl.DataFrame
    totals: pl.DataFrame
    needs_data: pl.DataFrame


def pay(
    rulebook: Rulebook,
    crew: pl.DataFrame,
    duties: pl.DataFrame,
    legs: pl.DataFrame,
    currency: Currency,
    beside: Beside | None = None,
) -> PayResult:
    """What each crew member of the frames is owed under a Rulebook, line by line; ``beside``: what else is known.

    Frames are of ``domain.frames``; a row that belongs to nobody, or a key that is there twice, is an ``InputError``.
    Two rules that set one thing on one row differently, with no precedence between them, are a ``RefusedError``.
    """
    return result_of(walked(rulebook, crew, duties, legs, currency, beside))


def sums(
    rulebook: Rulebook,
    crew: pl.DataFrame,
    duties: pl.DataFrame,
    legs: pl.DataFrame,
    currency: Currency,
    beside: Beside | None = None,
) -> PaySums:
    """What ``pay`` comes to by crew member and rule, without its lines: for what-ifs and for credit alone."""
    run = walked(rulebook, crew, duties, legs, currency, beside)
    lines = kept(run)
    found = worth(lines, run.rows.periods.height)
    return PaySums(_by_rule(run, found), _totals(run, lines, found), needs(run))


def walked(
    rulebook: Rulebook,
    crew: pl.DataFrame,
    duties: pl.DataFrame,
    legs: pl.DataFrame,
    currency: Currency,
    beside: Beside | None = None,
    *,
    telling: bool = False,
) -> Run:
    """A run that has paid every component; ``telling`` keeps what a rule comes to where it comes to nothing."""
    run = Run(rulebook, build(rulebook, crew, duties, legs, beside or Beside()), currency, telling=telling)
    run.walk()
    return run


def result_of(run: Run) -> PayResult:
    """What a run that was walked has found."""
    lines = kept(run)
    found = worth(lines, run.rows.periods.height)
    return PayResult(named(lines, run.reasons, run.rows, run.authors), _totals(run, lines, found), needs(run))


def _by_rule(run: Run, found: Sequence[Worth]) -> pl.DataFrame:
    """What each rule comes to; its versions, and what other rules pay under its name, are one."""
    who, rules = run.rows.periods["crew_id"], defaultdict[Row, list[Worth]](list)
    authors = run.authors.frame().select(BY[1:]).rows()
    for each in found:
        rules[authors[each.author]].append(each)
    return pl.concat([pl.DataFrame(schema=dict(BY_RULE)), *(_of_rule(who, *one) for one in rules.items())])


def _of_rule(who: pl.Series, rule: Row, found: Sequence[Worth]) -> pl.DataFrame:
    """BY_RULE of those to whom the rule pays or credits anything."""
    amount, credit = (reduce(add, (getattr(each, name) for each in found)) for name in _SUMMED)
    said = zip(BY[1:], rule, strict=True)
    named = {name: pl.repeat(value, who.len(), dtype=pl.String, eager=True) for name, value in said}
    every = pl.DataFrame({"crew_id": who} | named | {"amount": amount, "credit": credit})
    return _worth_something(every.select(list(BY_RULE)))


def _worth_something(found: pl.DataFrame) -> pl.DataFrame:
    return found.filter(pl.any_horizontal(pl.col(_SUMMED) != 0))


def _totals(run: Run, lines: Sequence[pl.DataFrame], found: Sequence[Worth]) -> pl.DataFrame:
    families = run.authors.frame()["family"].to_list()
    return totals(run.rows.periods, flown(run), lines, found, families, guarantees(run))
