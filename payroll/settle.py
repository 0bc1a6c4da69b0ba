"""Precedence between rules that write lines, by the one law of ``domain.precedence``, row by row.

Rows of two grains meet on the coarser one: a leg's line loses to a rule that holds on its duty. What a rule displaces
is judged before anything is displaced, so the order of the pairs carries no meaning. A line whose winner is in doubt
is not written: its row is open (needs data), as the winner's is.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

import polars as pl

from domain.errors import RefusedError
from domain.rulebook import Precedence
from domain.rulegraph import Method
from domain.rules.rule import Key
from payroll.lines import Candidate, nothing_open
from payroll.standing import Standing
from payroll.tables import ROW, meet, rows_of
from payroll.twins import pay_once


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
    mine = [candidate for key, candidate in candidates.items() if key in new]
    for candidate in mine:
        _stray(candidate, pairs, candidates, standing)
    pay_once(mine, standing, people)


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
    for pair, winner, loser in _met(key, pairs, candidates):
        for yields, rows in displaced(pair, winner, loser):
            if yields == key:
                yield pair.loser if key == pair.winner else pair.winner, rows


def rivals(key: Key, pairs: Iterable[Precedence]) -> frozenset[Key]:
    """The rules that take precedence over one, or yield to it."""
    met = [{pair.winner, pair.loser} for pair in pairs if key in (pair.winner, pair.loser)]
    return frozenset[Key]().union(*met) - {key}


def _met(
    key: Key, pairs: Iterable[Precedence], candidates: Mapping[Key, Candidate]
) -> Iterator[tuple[Precedence, Candidate, Candidate]]:
    """The pairs with a rule whose rules are both known, each with its winner and its loser."""
    for pair in pairs:
        if key in (pair.winner, pair.loser) and {pair.winner, pair.loser} <= candidates.keys():
            yield pair, candidates[pair.winner], candidates[pair.loser]


def _stray(
    candidate: Candidate, pairs: Iterable[Precedence], candidates: Mapping[Key, Candidate], standing: Standing
) -> None:
    """A line on a row above the rule's own (what a version adds to a trip) stands while one under it surely does."""
    own, key = ROW[candidate.table], candidate.key
    lines = standing.lines[key]
    if not lines[own].null_count():
        return
    above = lines.filter(pl.col(own).is_null())
    over = next(row for row in rows_of(candidate.table) if not above[row].null_count())
    left = candidate.held
    for _, rows in displacing(key, pairs, candidates):
        left = left.join(rows, rows.columns, "anti")
    standing.take(key, above.join(left, over, "anti").select(over))
    doubted = _doubted(candidate, left, pairs, candidates)
    sure = left.join(doubted, own, "anti")
    standing.withhold(candidate, doubted.join(sure, over, "anti").select(over, "missing"))


def _doubted(
    candidate: Candidate, left: pl.DataFrame, pairs: Iterable[Precedence], candidates: Mapping[Key, Candidate]
) -> pl.DataFrame:
    """Of these rows those on which it is open whether the rule is displaced, and what is ``missing`` there."""
    found = [nothing_open(candidate.table).drop("unsure")]
    for pair, winner, loser in _met(candidate.key, pairs, candidates):
        for one, rows in _doubts(pair, winner, loser):
            if one is candidate:
                found.append(left.join(rows, rows.columns[0], maintain_order="left"))
    return pl.concat(found)


def _doubts(pair: Precedence, winner: Candidate, loser: Candidate) -> list[tuple[Candidate, pl.DataFrame]]:
    """Whose lines are in doubt, and on which rows: it is open there whether, or what, the other one pays."""
    row = ROW[meet(winner.table, loser.table)]
    if pair.method is Method.MORE_FAVORABLE_TO_CREW:
        return [(one, other.open.select(row, "missing")) for one, other in ((winner, loser), (loser, winner))]
    unsure = winner.open.filter(pl.col("unsure")).join(winner.held, row, "anti", maintain_order="left")
    return [(loser, unsure.select(row, "missing"))]


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
