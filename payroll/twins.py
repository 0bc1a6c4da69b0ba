"""Rules that set the same component of the same rows: what they both say is paid once."""

from collections.abc import Sequence
from itertools import combinations

import polars as pl

from domain.errors import RefusedError
from payroll.lines import MEASURES, Candidate
from payroll.standing import Standing
from payroll.tables import ROW
from payroll.terms import component_of


def twins(one: Candidate, other: Candidate) -> bool:
    """Whether two rules set the same component of the same rows."""
    return component_of(one.rule) == component_of(other.rule) and one.table is other.table


def pay_once(candidates: Sequence[Candidate], standing: Standing, people: pl.Series) -> None:
    """Takes away what a rule says as another did before it; that it says otherwise is a ``RefusedError``."""
    for one, other in combinations(candidates, 2):
        if twins(one, other):
            _once(one, other, standing, people)


def _once(one: Candidate, other: Candidate, standing: Standing, people: pl.Series) -> None:
    """Lines are the same where all of their rows are: what a term writes beside on another table is twice too."""
    first, again = standing.lines[one.key], standing.lines[other.key]
    rows = [row for row in ROW.values() if row in first.columns and row in again.columns]
    twice = first.join(again, rows, suffix="_too", nulls_equal=True)
    differ = twice.filter(~pl.all_horizontal(pl.col(name).eq_missing(pl.col(f"{name}_too")) for name in MEASURES))
    if differ.height:
        raise RefusedError(
            f"{one.key} and {other.key} both set {component_of(one.rule)} of one {one.table}, "
            f"crew member {people[differ['crew_row'][0]]}: say which of them overrides the other."
        )
    standing.drop(other.key, twice.select(ROW[one.table]))
    left = standing.lines[other.key]
    standing.lines[other.key] = left.join(twice.select(rows), rows, "anti", nulls_equal=True, maintain_order="left")
