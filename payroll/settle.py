"""Precedence between rules that write lines, by the one law of ``domain.precedence``, row by row.

Rows of two grains meet on the coarser one: a leg's line loses to a rule that holds on its duty. What a rule displaces
is judged before anything is displaced, so the order of the pairs carries no meaning. A line whose winner is in doubt
is not written: its row is open (needs data), as the winner's is.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

import polars as pl

from domain.errors import RefusedError
from domain.rulebook import Precedence
from domain.rulegraph import Method
from domain.rules.pay import Grain
from domain.rules.rule import Key
from payroll.facts import ROW
from payroll.lines import Candidate, opened
from payroll.terms import component_of

_GRAINS = tuple(ROW)
_SAID = ("quantity", "rate", "percent", "amount", "credit")


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of each rule so far: its lines, and the rows that are open."""

    lines: dict[Key, pl.DataFrame]
    open: dict[Key, pl.DataFrame]

    def add(self, candidate: Candidate) -> None:
        """A rule with all that it would pay."""
        self.lines[candidate.key], self.open[candidate.key] = candidate.lines, candidate.open

    def drop(self, key: Key, rows: pl.DataFrame) -> None:
        """Takes a rule's lines and open rows away, wherever they meet these rows (one column, a row number)."""
        for frames in (self.lines, self.open):
            frames[key] = frames[key].join(rows, rows.columns, "anti", maintain_order="left")

    def withhold(self, candidate: Candidate, doubts: pl.DataFrame) -> None:
        """Makes a rule's lines open where they meet doubts (a row number, and what is ``missing`` there)."""
        row, key = doubts.columns[0], candidate.key
        lines = self.lines[key].join(doubts.unique(row, keep="first", maintain_order=True), row, maintain_order="left")
        if lines.height:
            fresh = opened(candidate.rule, candidate.grain, lines, pl.col("missing"), unsure=True)
            self.open[key] = pl.concat([self.open[key], fresh])
            self.lines[key] = self.lines[key].join(lines.select(row), row, "anti", maintain_order="left")


def settle(
    pairs: Iterable[Precedence], candidates: Mapping[Key, Candidate], standing: Standing, fresh: Iterable[Key]
) -> None:
    """Takes out of ``standing`` what yields, for the pairs with a rule in ``fresh`` and both rules known.

    Of rules that set one thing on one row with no precedence between them, and say the same, the first in order of
    evaluation pays; that they say otherwise is a ``RefusedError``. So is a rule that comes to be displaced when its
    credit was counted already.
    """
    new = set(fresh)
    for pair in pairs:
        if {pair.winner, pair.loser} & new and {pair.winner, pair.loser} <= candidates.keys():
            winner, loser = candidates[pair.winner], candidates[pair.loser]
            for key, rows in displaced(pair, winner, loser):
                _check_uncounted(pair, key, standing.lines[key], rows, new)
                standing.drop(key, rows)
            for doubted, doubts in _doubts(pair, winner, loser):
                _check_uncounted(pair, doubted.key, standing.lines[doubted.key], doubts.drop("missing"), new)
                standing.withhold(doubted, doubts)
    _pay_once([candidate for key, candidate in candidates.items() if key in new], standing)


def displaced(pair: Precedence, winner: Candidate, loser: Candidate) -> list[tuple[Key, pl.DataFrame]]:
    """Of one pair: whose lines go, and on which rows (one column, the row number they meet on)."""
    row = _meet(winner.grain, loser.grain)
    if pair.method is not Method.MORE_FAVORABLE_TO_CREW:
        return [(loser.key, winner.held.select(row).unique())]
    both = _sums(winner, row).join(_sums(loser, row), row, suffix="_loser")
    for side in (winner, loser):
        both = both.join(side.open, row, "anti")
    worse = pl.col("amount_loser") > pl.col("amount")
    return [(loser.key, both.filter(~worse).select(row)), (winner.key, both.filter(worse).select(row))]


def _doubts(pair: Precedence, winner: Candidate, loser: Candidate) -> list[tuple[Candidate, pl.DataFrame]]:
    """Whose lines are in doubt, and on which rows: it is open there whether, or what, the other one pays."""
    row = _meet(winner.grain, loser.grain)
    if pair.method is Method.MORE_FAVORABLE_TO_CREW:
        return [(one, other.open.select(row, "missing")) for one, other in ((winner, loser), (loser, winner))]
    unsure = winner.open.filter(pl.col("unsure")).join(winner.held, row, "anti", maintain_order="left")
    return [(loser, unsure.select(row, "missing"))]


def _pay_once(candidates: list[Candidate], standing: Standing) -> None:
    for one, other in combinations(candidates, 2):
        if twins(one, other):
            row = ROW[one.grain]
            twice = standing.lines[one.key].join(standing.lines[other.key], row, suffix="_too")
            differ = twice.filter(~pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name}_too")) for name in _SAID))
            if differ.height:
                raise RefusedError(
                    f"{one.key} and {other.key} both set {component_of(one.rule)} of one {one.grain}, "
                    f"crew member {differ['crew_id'][0]}: say which of them overrides the other."
                )
            standing.drop(other.key, twice.select(row))


def twins(one: Candidate, other: Candidate) -> bool:
    """Whether two rules set the same component of the same rows."""
    return component_of(one.rule) == component_of(other.rule) and one.grain is other.grain


def _check_uncounted(
    pair: Precedence, key: Key, lines: pl.DataFrame, rows: pl.DataFrame, fresh: Collection[Key]
) -> None:
    if key not in fresh and lines.join(rows, rows.columns, "semi")["credit"].ne(0).any():
        other = pair.loser if key == pair.winner else pair.winner
        raise RefusedError(
            f"{other} takes precedence over {key}, whose credit was counted before: let the component of {key} depend "
            f"on that of {other}, or take the edge between them away."
        )


def _meet(one: Grain, other: Grain) -> str:
    return ROW[max(one, other, key=_GRAINS.index)]


def _sums(candidate: Candidate, row: str) -> pl.DataFrame:
    return candidate.lines.group_by(row).agg(pl.col("amount").sum())
