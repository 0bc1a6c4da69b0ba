"""Which rows a rule holds on: its position, base and date, and any of its scenarios. Null: data is needed to say.

A scenario over finer rows holds on a coarser row (a duty, a trip, a crew member's period) where it holds on any of
its finer rows. A rule without a scenario holds nowhere: the graph decides what applies. Of a row on a day that the
Rulebook does not reach nobody can say what holds there: data (another period's Rulebook) is needed.
"""

from functools import reduce
from operator import or_

import polars as pl

from domain.conditions import Condition, parse
from domain.conditions.expression import check_columns
from domain.rulebook import Rulebook
from domain.rules.pay import Grain
from domain.rules.rule import Key, Rule, Scenario
from payroll.ability import cannot, unable
from payroll.facts import ROW, Rows
from payroll.lines import blanks
from payroll.terms import InForce

_FINEST_FIRST = tuple(ROW)


class Selection:
    """The scenarios of a Rulebook over the rows of one run; each is read once a grain."""

    def __init__(self, rulebook: Rulebook, rows: Rows) -> None:
        self.rulebook = rulebook
        self.rows = rows
        self._known: dict[tuple[Key, Grain], pl.Series] = {}

    def held(self, term: InForce, grain: Grain) -> pl.Series:
        """Whether a term holds on each row of a grain: true, false or null."""
        scenarios = self.rulebook.scenarios_of(term.rule.key)
        situation = [pl.lit(self.holds(scenario, grain)) for scenario in scenarios] or [pl.lit(False)]
        return column(self.rows.at(grain), self._scope(term) & reduce(or_, situation))

    def meant(self, term: InForce, grain: Grain) -> pl.Series:
        """Whether a row is in a term's scope, whatever its scenarios say: by date, position and base."""
        return column(self.rows.at(grain), self._scope(term))

    def unable(self, rule: Rule) -> str:
        """Why a rule cannot be computed yet: by what it says, or by a fact that the frames do not have."""
        for scenario in self.rulebook.scenarios_of(rule.key):
            absent = sorted(condition_of(scenario).facts - set(self.rows.at(read_on(scenario)).columns))
            if absent:
                return cannot(f"the fact {absent[0]}")
        return unable(rule)

    def _scope(self, term: InForce) -> pl.Expr:
        dated = pl.when(self._reached()).then(term.covers(pl.col("on")))
        scope = dated & pl.col("crew_position").is_in([str(place) for place in term.rule.positions])
        return scope & pl.col("base").is_in(list(term.rule.bases)) if term.rule.bases else scope

    def holds(self, scenario: Scenario, grain: Grain) -> pl.Series:
        """Whether a scenario holds on each row of a grain: true, false or null."""
        known = self._known.get((scenario.key, grain))
        if known is None:
            known = self._known[scenario.key, grain] = self._read(scenario, grain)
        return known

    def missing(self, rule: Rule, rows: pl.DataFrame) -> pl.Expr:
        """What is missing to say whether a rule holds on each of these rows, with commas."""
        asked = (condition_of(scenario).facts for scenario in self.rulebook.scenarios_of(rule.key))
        blank = blanks(tuple(sorted(frozenset().union(*asked))), rows)
        return pl.when(self._reached()).then(blank).otherwise("the rules of " + pl.col("on").cast(pl.String))

    def _reached(self) -> pl.Expr:
        """Whether the Rulebook's pay rules are those in force on a row's date."""
        book = self.rulebook
        return pl.col("on").is_between(book.same_from or book.start, book.same_until or book.end, closed="left")

    def _read(self, scenario: Scenario, grain: Grain) -> pl.Series:
        condition, source = condition_of(scenario), read_on(scenario)
        frame = self.rows.at(grain)
        if _FINEST_FIRST.index(source) >= _FINEST_FIRST.index(grain):
            check_columns(condition, frame.schema)
            return column(frame, condition.expression())
        return _any(self.rows.at(source), self.holds(scenario, source), frame, ROW[grain])


def condition_of(scenario: Scenario) -> Condition:
    """The condition of a scenario, read and typed."""
    return parse(scenario.condition, scenario.grain)


def read_on(scenario: Scenario) -> Grain:
    """The grain of rows a scenario is read on. A day has no facts of its own: its conditions are the period's."""
    return Grain.PERIOD if scenario.grain is Grain.DAY else scenario.grain


def column(frame: pl.DataFrame, expression: pl.Expr) -> pl.Series:
    """A Boolean expression as a column of the frame's height."""
    return frame.with_columns(_found=expression.cast(pl.Boolean))["_found"]


def _any(source: pl.DataFrame, holds: pl.Series, frame: pl.DataFrame, row: str) -> pl.Series:
    """True where any finer row is, else null where any is, else false (also where there is no finer row)."""
    rank = pl.when(holds).then(2).when(holds.is_null()).then(1).otherwise(0)
    best = source.select(row, rank=rank).group_by(row).agg(pl.col("rank").max())
    ranks = frame.select(row).join(best, row, "left", maintain_order="left")
    truth = pl.when(pl.col("rank") == 2).then(True).when(pl.col("rank") == 1).then(None).otherwise(False)
    return ranks.select(truth).to_series()
