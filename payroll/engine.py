"""The pay engine: whole frames of crew, duties and legs in, the lines of every statement out.

Steps run along the Rulebook's components. Each rule pays the rows it holds on; where two rules meet, precedence
says which stands (the law is in ``domain.precedence``), and two that say the same pay once; what later steps count
(credit) is what stands. Rows that a rule cannot be decided on are named in ``needs_data`` and never silently left out,
and what hangs on them (a rig or a guarantee over credit that is still open) is left open with them: a line that is
written is certain. So are the rows of a trip that runs into days on which other rules are in force than the Rulebook's.
The frames given are paid as they are: whole trips, chosen by the caller. Lines come by component, by rule, and then in
the order of the rows given.
"""

from dataclasses import dataclass

import polars as pl

from domain.frames import LINES
from domain.money import Currency
from domain.rulebook import Rulebook
from payroll.beside import Beside
from payroll.facts import build
from payroll.run import Run
from payroll.totals import totals


@dataclass(frozen=True, slots=True)
class PayResult:
    """``lines`` (LINES), ``totals`` (TOTALS) and ``needs_data`` (``payroll.lines.NEEDS``).

    The totals of a crew member who is named in ``needs_data`` are not complete: they are what is certain so far.
    """

    lines: pl.DataFrame
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
    run = Run(rulebook, build(rulebook, crew, duties, legs, beside or Beside()), currency)
    run.walk()
    return result_of(run)


def result_of(run: Run) -> PayResult:
    """What a run that was walked has found."""
    lines = run.lines()
    return PayResult(
        lines=lines.select(list(LINES)),
        totals=totals(run.rows.periods, run.flown(), lines, run.authors.frame()["family"], run.guarantees()),
        needs_data=run.needs(),
    )
