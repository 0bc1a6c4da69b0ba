"""Which rows a rule holds on: its position, base and date, and any of its scenarios. Null: data is needed to say.

A scenario over finer rows holds on a coarser row (a duty, a trip, a crew member's period) where it holds on any of
its finer rows; on a calendar day, where it holds on a duty that touches the day or a leg that leaves on it. A rule
without a scenario holds nowhere: the graph decides what applies. Of a row on a day that the Rulebook does not reach
nobody can say what holds there: data (another period's Rulebook) is needed. A fact that the frames do not have is null.
"""

from datetime import date
from functools import reduce
from operator import or_

import polars as pl

from domain.conditions import Condition, parse
from domain.conditions.expression import COLUMN, check_columns
from domain.conditions.tree import Constant
from domain.crew import Position
from domain.facts import FACTS
from domain.rulebook import Rulebook
from domain.rules.pay import Grain, PayingTerm
from domain.rules.rule import Key, Rule, Scenario
from payroll.facts import Rows
from payroll.needs import blanks
from payroll.tables import ROW, Table, inside
from payroll.terms import InForce, speaks_of

_READ_ON = {Grain.LEG: Table.LEG, Grain.DUTY: Table.DUTY}


class Selection:
    """The scenarios of a Rulebook over the rows of one run; each is read once a table."""

    def __init__(self, rulebook: Rulebook, rows: Rows) -> None:
        self.rulebook = rulebook
        self.rows = rows
        self._known: dict[tuple[Key, str, Table], pl.Series] = {}
        self._meant: dict[tuple[tuple[Position, ...], tuple[str, ...]], pl.Series] = {}
        self._days: dict[Table, tuple[date | None, date | None]] = {}

    def held(self, term: InForce, table: Table) -> pl.Series:
        """Whether a term holds on each row of a table: true, false or null."""
        situation = [self.holds(scenario, table) for scenario in self.rulebook.scenarios_of(term.rule.key)]
        found = self.meant(term, table) & reduce(or_, situation or [self._no(table)])
        if (own := own_scenario(term)) is not None:
            found &= self.holds(own, table)
        if (speaks := speaks_of(term.spec, self.rows.calendars)) is not None:
            found &= column(self.rows.at(table), speaks)
        return found

    def meant(self, term: InForce, table: Table) -> pl.Series:
        """Whether a row is in a term's scope, whatever its scenarios say: by date, position and base."""
        frame, who = self.rows.at(table), self._people(term.rule)
        mine = who if table is Table.PERIOD else who.gather(frame["crew_row"])
        if self._always(term, table):
            return mine
        return mine & column(frame, pl.when(self._reached()).then(term.covers(pl.col("on"))))

    def _people(self, rule: Rule) -> pl.Series:
        """Whether a rule is for each crew member, by position and base."""
        known = rule.positions, rule.bases
        if known not in self._meant:
            someone = pl.col("crew_position").is_in([str(place) for place in rule.positions])
            if rule.bases:
                someone &= pl.col("base").is_in(list(rule.bases))
            self._meant[known] = column(self.rows.periods, someone)
        return self._meant[known]

    def _always(self, term: InForce, table: Table) -> bool:
        """Whether every row of a table is on a day that the Rulebook reaches and the term is in force on."""
        if table not in self._days:
            on = self.rows.at(table)["on"]
            self._days[table] = on.min(), on.max()  # type: ignore[assignment]  # a date column
        first, last = self._days[table]
        if first is None or last is None:
            return True
        book = self.rulebook
        reached = first >= (book.same_from or book.start) and last < (book.same_until or book.end)
        return reached and first >= term.since and (term.until is None or last < term.until)

    def _no(self, table: Table) -> pl.Series:
        return pl.repeat(False, self.rows.at(table).height, dtype=pl.Boolean, eager=True)

    def holds(self, scenario: Scenario, table: Table) -> pl.Series:
        """Whether a scenario holds on each row of a table: true, false or null."""
        known = (scenario.key, scenario.condition, table)
        if known not in self._known:
            self._known[known] = self._read(scenario, table)
        return self._known[known]

    def missing(self, term: InForce, rows: pl.DataFrame) -> pl.Expr:
        """What is missing to say whether a term holds on each of these rows, with commas."""
        scenarios = list(self.rulebook.scenarios_of(term.rule.key))
        scenarios += [own] if (own := own_scenario(term)) is not None else []
        asked = frozenset[str]().union(*(condition_of(scenario).facts for scenario in scenarios))
        blank = blanks(tuple(sorted(asked)) or ("kind",), rows)
        return pl.when(self._reached()).then(blank).otherwise("the rules of " + pl.col("on").cast(pl.String))

    def _reached(self) -> pl.Expr:
        """Whether the Rulebook's pay rules are those in force on a row's date."""
        book = self.rulebook
        return pl.col("on").is_between(book.same_from or book.start, book.same_until or book.end, closed="left")

    def _read(self, scenario: Scenario, table: Table) -> pl.Series:
        source, frame = read_on(scenario, table), self.rows.at(table)
        if source is table:
            return _evaluated(condition_of(scenario), frame)
        found = self.holds(scenario, source)
        if inside(table, source):
            return found.gather(frame[ROW[source]])
        return _any(found, self.above(source, table), frame.height)

    def above(self, source: Table, table: Table) -> pl.DataFrame:
        """For rows of a finer table (``of``), the row of a coarser one that they lie on (``row``)."""
        if inside(source, table):
            return self.rows.at(source).select(of=ROW[source], row=ROW[table])
        if table is Table.DAY and source is Table.DUTY:
            return self.rows.days.touched.select(of="duty_row", row="day_row")
        if table is Table.DAY and source is Table.LEG:
            of = self.rows.legs["leg_row"]
            return pl.concat([_pairs(), *(pl.DataFrame({"of": of, "row": day}) for day in self.rows.days.of_leg)])
        return _pairs()


def own_scenario(term: InForce) -> Scenario | None:
    """The condition that a term itself says, as a scenario of its rows."""
    spec = term.spec
    if not isinstance(spec, PayingTerm) or spec.condition is None:
        return None
    rule, grain = term.rule, getattr(spec, "grain", Grain.PERIOD)
    return Scenario(
        owner=rule.owner, id=rule.code, title=rule.title, category=rule.category, grain=grain, condition=spec.condition
    )


def condition_of(scenario: Scenario) -> Condition:
    """The condition of a scenario, read and typed."""
    return parse(scenario.condition, scenario.grain)


def read_on(scenario: Scenario, table: Table) -> Table:
    """The table of rows that a scenario is read on, for a rule that pays rows of ``table``.

    A trip and a day have no facts of their own: their conditions are the period's. Waiting is read as a duty is.
    """
    source = _READ_ON.get(scenario.grain, Table.PERIOD)
    return table if (source, table) == (Table.DUTY, Table.STANDBY) else source


def column(frame: pl.DataFrame, expression: pl.Expr) -> pl.Series:
    """A Boolean expression as a column of the frame's height."""
    return frame.with_columns(_found=expression.cast(pl.Boolean))["_found"]


def _evaluated(condition: Condition, frame: pl.DataFrame) -> pl.Series:
    if condition.tree == Constant(True):
        return pl.repeat(True, frame.height, dtype=pl.Boolean, eager=True)
    absent = [fact for fact in sorted(condition.facts) if fact not in frame.columns]
    whole = frame.with_columns(pl.lit(None, COLUMN[FACTS[fact].type]).alias(fact) for fact in absent)
    check_columns(condition, whole.schema)
    return column(whole, condition.expression())


def _pairs() -> pl.DataFrame:
    return pl.DataFrame(schema={"of": pl.get_index_type(), "row": pl.get_index_type()})


def _any(found: pl.Series, pairs: pl.DataFrame, height: int) -> pl.Series:
    """True where any finer row is, else null where any is, else false (also where there is no finer row)."""
    truth = found.gather(pairs["of"])
    best = pl.repeat(0, height, dtype=pl.Int8, eager=True)
    best = best.scatter(pairs["row"].filter(truth.is_null()), 1).scatter(pairs["row"].filter(truth.fill_null(False)), 2)
    said = pl.when(pl.col("best") == 2).then(True).when(pl.col("best") == 1).then(None).otherwise(False)
    return pl.DataFrame({"best": best}).select(said).to_series()
