"""Precedence between rules that write lines, by the one law of ``domain.precedence``, row by row.

Rows of two grains meet on the coarser one: a leg's line loses to a rule that holds on its duty. What a rule displaces
is judged before anything is displaced, so the order of the pairs carries no meaning. A line whose winner is in doubt
is not written: its row is open (needs data), as the winner's is.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations

import polars as pl

from domain.errors import RefusedError
from domain.rulebook import Precedence
from domain.rulegraph import Method
from domain.rules.rule import Key
from payroll.lines import Candidate, opened
from payroll.tables import ROW, meet
from payroll.terms import component_of

_SAID = ("quantity", "rate", "rate_parts", "percent", "amount", "credit")


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of each rule so far: its lines, the rows that are open, and the levels of floors."""

    lines: dict[Key, pl.DataFrame] = field(default_factory=dict)
    open: dict[Key, pl.DataFrame] = field(default_factory=dict)
    levels: dict[Key, pl.DataFrame] = field(default_factory=dict)

    def add(self, candidate: Candidate) -> None:
        """A rule with all that it would pay."""
        key = candidate.key
        self.lines[key], self.open[key], self.levels[key] = candidate.lines, candidate.open, candidate.levels

    def drop(self, key: Key, rows: pl.DataFrame) -> None:
        """Takes away all that a rule says, wherever it meets these rows (one column, a row number)."""
        for frames in (self.lines, self.open, self.levels):
            if frames[key].height:
                frames[key] = frames[key].join(rows, rows.columns, "anti", maintain_order="left")

    def take(self, key: Key, rows: pl.DataFrame) -> None:
        """Takes a rule's lines away, wherever they meet these rows; what it credits alone is still told."""
        if self.lines[key].height:
            self.lines[key] = self.lines[key].join(rows, rows.columns, "anti", maintain_order="left")

    def withhold(self, candidate: Candidate, doubts: pl.DataFrame) -> None:
        """Makes a rule's lines open where they meet doubts (a row number, and what is ``missing`` there)."""
        row, key = doubts.columns[0], candidate.key
        lines = self.lines[key].join(doubts.unique(row, keep="first", maintain_order=True), row, maintain_order="left")
        if lines.height:
            fresh = opened(candidate.table, lines, pl.col("missing"), unsure=True)
            self.open[key] = pl.concat([self.open[key], fresh])
            self.lines[key] = self.lines[key].join(lines.select(row), row, "anti", maintain_order="left")


def settle(
    pairs: Iterable[Precedence],
    candidates: Mapping[Key, Candidate],
    standing: Standing,
    fresh: Iterable[Key],
    people: pl.Series,
) -> None:
    """Takes out of ``standing`` what yields, for the pairs with a rule in ``fresh`` and both rules known.

    Of rules that set one thing on one row with no precedence between them, and say the same, the first in order of
    evaluation pays; that they say otherwise is a ``RefusedError``. So is a rule that comes to be displaced when its
    credit was counted already. ``people`` are the crew members' ids, by row.
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
    _pay_once([candidate for key, candidate in candidates.items() if key in new], standing, people)


def displaced(pair: Precedence, winner: Candidate, loser: Candidate) -> list[tuple[Key, pl.DataFrame]]:
    """Of one pair: whose lines go, and on which rows (one column, the row number they meet on)."""
    row = ROW[meet(winner.table, loser.table)]
    if pair.method is not Method.MORE_FAVORABLE_TO_CREW:
        return [(loser.key, winner.held.select(row).unique())]
    both = _sums(winner, row).join(_sums(loser, row), row, suffix="_loser")
    for side in (winner, loser):
        both = both.join(side.open, row, "anti")
    worse = pl.col("amount_loser") > pl.col("amount")
    return [(loser.key, both.filter(~worse).select(row)), (winner.key, both.filter(worse).select(row))]


def displacing(
    key: Key, pairs: Iterable[Precedence], candidates: Mapping[Key, Candidate]
) -> Iterator[tuple[Key, pl.DataFrame]]:
    """The rules that take precedence over one on some rows, and those rows (one column, a row number)."""
    for pair in pairs:
        if key in (pair.winner, pair.loser) and {pair.winner, pair.loser} <= candidates.keys():
            other = pair.loser if key == pair.winner else pair.winner
            for loser, rows in displaced(pair, candidates[pair.winner], candidates[pair.loser]):
                if loser == key:
                    yield other, rows


def _doubts(pair: Precedence, winner: Candidate, loser: Candidate) -> list[tuple[Candidate, pl.DataFrame]]:
    """Whose lines are in doubt, and on which rows: it is open there whether, or what, the other one pays."""
    row = ROW[meet(winner.table, loser.table)]
    if pair.method is Method.MORE_FAVORABLE_TO_CREW:
        return [(one, other.open.select(row, "missing")) for one, other in ((winner, loser), (loser, winner))]
    unsure = winner.open.filter(pl.col("unsure")).join(winner.held, row, "anti", maintain_order="left")
    return [(loser, unsure.select(row, "missing"))]


def _pay_once(candidates: list[Candidate], standing: Standing, people: pl.Series) -> None:
    for one, other in combinations(candidates, 2):
        if twins(one, other):
            row = ROW[one.table]
            twice = standing.lines[one.key].join(standing.lines[other.key], row, suffix="_too")
            differ = twice.filter(~pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name}_too")) for name in _SAID))
            if differ.height:
                raise RefusedError(
                    f"{one.key} and {other.key} both set {component_of(one.rule)} of one {one.table}, "
                    f"crew member {people[differ['crew_row'][0]]}: say which of them overrides the other."
                )
            standing.drop(other.key, twice.select(row))


def twins(one: Candidate, other: Candidate) -> bool:
    """Whether two rules set the same component of the same rows."""
    return component_of(one.rule) == component_of(other.rule) and one.table is other.table


def _check_uncounted(
    pair: Precedence, key: Key, lines: pl.DataFrame, rows: pl.DataFrame, fresh: Collection[Key]
) -> None:
    if key not in fresh and lines.join(rows, rows.columns, "semi")["credit"].ne(0).any():
        other = pair.loser if key == pair.winner else pair.winner
        raise RefusedError(
            f"{other} takes precedence over {key}, whose credit was counted before: let the component of {key} depend "
            f"on that of {other}, or take the edge between them away."
        )


def _sums(candidate: Candidate, row: str) -> pl.DataFrame:
    return candidate.lines.group_by(row).agg(pl.col("amount").sum())
