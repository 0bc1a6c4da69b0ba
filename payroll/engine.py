"""The pay engine: whole frames of crew, duties and legs in, the lines of every statement out.

Steps run along the Rulebook's components. Each rule pays the rows it holds on; where two rules meet, precedence
says which stands; what later steps count (credit) is what stands. Rows that a rule cannot be decided on are named
in ``needs_data`` and never silently left out. The frames given are paid as they are: whole trips, chosen by the
caller. Lines come by component, by rule, and then in the order of the rows given.
"""

from dataclasses import dataclass

import polars as pl

from domain.frames import LINES
from domain.money import Currency
from domain.rulebook import Rulebook
from payroll.facts import build
from payroll.lines import NEEDS
from payroll.run import Run
from payroll.totals import totals


@dataclass(frozen=True, slots=True)
class PayResult:
    """``lines`` (LINES), ``totals`` (TOTALS) and ``needs_data`` (``payroll.lines.NEEDS``)."""

    lines: pl.DataFrame
    totals: pl.DataFrame
    needs_data: pl.DataFrame


def pay(
    rulebook: Rulebook, crew: pl.DataFrame, duties: pl.DataFrame, legs: pl.DataFrame, currency: Currency
) -> PayResult:
    """What each crew member of the frames is owed under a Rulebook, line by line.

    Frames are of ``domain.frames``; a row that belongs to nobody, or a key that is there twice, is an ``InputError``.
    Two rules that set one thing on one row with no precedence between them are a ``RefusedError``.
    """
    run = Run(rulebook, build(rulebook.start, rulebook.end, crew, duties, legs), currency)
    run.walk()
    lines = run.lines()
    needs = [candidate.needs for candidate in run.candidates.values()]
    return PayResult(
        lines=lines.select(list(LINES)),
        totals=totals(run.rows.periods, run.rows.legs, lines, run.guarantees()),
        needs_data=pl.concat([pl.DataFrame(schema=dict(NEEDS)), *needs]),
    )
