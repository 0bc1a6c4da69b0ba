"""Precedence between rules that write lines: of two that hold on one row, the winner stands and the loser does not.

- Same component and family: the winner stands wherever it holds, even where it pays nothing.
- Across components or families: it displaces only where it pays an amount that is not zero.
- More favorable to crew: on each row the larger amount stands; of equals the Rulebook's winner.

Rows of two grains meet on the coarser one: a leg's line loses to a line of its duty. What a rule displaces is
judged by what it pays before anything is displaced, so the order of the pairs carries no meaning.
"""

import polars as pl

from domain.rulebook import Precedence, Rulebook
from domain.rulegraph import Method
from domain.rules.pay import Grain
from domain.rules.rule import Key
from payroll.facts import ROW
from payroll.lines import Candidate
from payroll.terms import between

_GRAINS = tuple(ROW)
Standing = dict[Key, pl.DataFrame]


def settle(rulebook: Rulebook, candidates: dict[Key, Candidate], standing: Standing, fresh: set[Key]) -> None:
    """Takes displaced lines out of ``standing``, for the pairs with a rule in ``fresh`` and both rules known."""
    for pair in rulebook.precedence:
        if {pair.winner, pair.loser} & fresh and pair.winner in candidates and pair.loser in candidates:
            winner, loser = candidates[pair.winner], candidates[pair.loser]
            for key, rows in displaced(rulebook, pair, winner, loser):
                standing[key] = standing[key].join(rows, rows.columns, "anti", maintain_order="left")


def displaced(
    rulebook: Rulebook, pair: Precedence, winner: Candidate, loser: Candidate
) -> list[tuple[Key, pl.DataFrame]]:
    """Of one pair: whose lines go, and on which rows (one column, the row number they meet on)."""
    row = _meet(winner.grain, loser.grain)
    if pair.method is Method.MORE_FAVORABLE_TO_CREW:
        both = _sums(winner, row).join(_sums(loser, row), row, suffix="_loser")
        worse = pl.col("amount_loser") > pl.col("amount")
        return [(loser.key, both.filter(~worse).select(row)), (winner.key, both.filter(worse).select(row))]
    if between(rulebook, pair.winner, pair.loser):
        return [(loser.key, winner.held.select(row).unique())]
    return [(loser.key, winner.lines.filter(pl.col("amount") != 0).select(row).unique())]


def _meet(one: Grain, other: Grain) -> str:
    return ROW[max(one, other, key=_GRAINS.index)]


def _sums(candidate: Candidate, row: str) -> pl.DataFrame:
    return candidate.lines.group_by(row).agg(pl.col("amount").sum())
