"""What credit stands so far on the rows of each table, added up from the lines below it.

Sums are dense columns in the order of a table's rows, kept until the lines they were added up from change. A leg's
and a duty's credit counts on the calendar day that it lies on as a term parts days.
"""

from collections.abc import Callable, Iterator, Mapping

import polars as pl

from domain.crediting import may_credit
from domain.rules.rule import Key, Rule
from payroll.authors import Authors
from payroll.boundary import Boundary
from payroll.facts import Rows
from payroll.standing import Standing
from payroll.sums import summed
from payroll.tables import ROW, Table
from payroll.uncounted import counted

_Kept = tuple[pl.DataFrame, pl.Series | None]


class Tally:
    """The sums of one run."""

    def __init__(
        self, rows: Rows, rules: Mapping[Key, Rule], standing: Standing, authors: Authors, boundary: Boundary
    ) -> None:
        self.rows, self.rules, self.standing, self.authors, self.boundary = rows, rules, standing, authors, boundary
        self.told: list[pl.DataFrame] = []
        self.rounded: Callable[[Table, bool], Iterator[pl.DataFrame]] = lambda _table, _final: iter(())
        self._kept: dict[tuple[Key, Table], _Kept] = {}
        self._rows: dict[int, pl.Series] = {}

    def credited(self, table: Table, without: frozenset[str] = frozenset(), *, final: bool = False) -> pl.Series:
        """The credit minutes that stand so far on each row of a table and on the rows below it; null where open.

        ``without``: components that are left out. ``final``: with what the rows of the table themselves are rounded
        by, which only what adds no credit may count.
        """
        total = pl.repeat(0, self.rows.at(table).height, dtype=pl.Int64, eager=True)
        for found in self._sums(table, without):
            total = total + found
        for lines in (*self.told, *self.rounded(table, final)):
            if (more := self._dense(lines, table)) is not None:
                total = total + more
        still_open = self.opened(table, without)
        return total.set(still_open, None) if still_open.any() else total

    def opened(self, table: Table, without: frozenset[str] = frozenset()) -> pl.Series:
        """Whether credit is open on each row of a table, or below it."""
        found = pl.repeat(False, self.rows.at(table).height, dtype=pl.Boolean, eager=True)
        for key, frame in self.standing.open.items():
            rule = self.rules[key]
            if frame.height and may_credit(rule) and component(rule) not in without:
                kept = self.boundary.keep(frame) if table is Table.PERIOD else frame
                for rows, _ in self.placed(kept, table):
                    found = found.scatter(rows.drop_nulls().unique(), True)
        return found

    def placed(self, found: pl.DataFrame, table: Table, measure: str = "") -> Iterator[tuple[pl.Series, pl.Series]]:
        """The rows of a table that lines (or open rows) lie on, and one of their measures."""
        values = found[measure] if measure else found.to_series()
        if ROW[table] in found.columns:
            yield found[ROW[table]], values
        elif table is Table.DAY and "duty_row" in found.columns:
            duties = found["duty_row"]
            if "leg_row" in found.columns:
                yield from ((each.gather(found["leg_row"]), values) for each in self.rows.days.of_leg)
                duties = duties.set(found["leg_row"].is_not_null(), None)
            if duties.null_count() < duties.len():
                yield from ((each.gather(duties), values) for each in self.rows.days.of_duty)

    def _sums(self, table: Table, without: frozenset[str]) -> Iterator[pl.Series]:
        for key, lines in self.standing.lines.items():
            if not lines.height:
                continue
            if without:
                left = lines.filter(~pl.col("author").is_in(self.authors.of(without)))
                found = self._dense(self._whole(key, left, table), table)
            else:
                found = self._remembered(key, lines, table)
            if found is not None:
                yield found

    def _remembered(self, key: Key, lines: pl.DataFrame, table: Table) -> pl.Series | None:
        known = self._kept.get((key, table))
        if known is None or known[0] is not lines:
            known = self._kept[key, table] = lines, self._dense(self._whole(key, lines, table), table)
        return known[1]

    def _whole(self, key: Key, lines: pl.DataFrame, table: Table) -> pl.DataFrame:
        """A rule's lines as the rows of a table count them; a period counts what belongs to it."""
        seen = counted(self.rules[key], lines, table)
        return self.boundary.keep(seen) if table is Table.PERIOD else seen

    def _every(self, height: int) -> pl.Series:
        """The row numbers of a table of this height."""
        if height not in self._rows:
            self._rows[height] = pl.int_range(height, dtype=pl.get_index_type(), eager=True)
        return self._rows[height]

    def _dense(self, lines: pl.DataFrame, table: Table) -> pl.Series | None:
        """The credit of lines, added up by row; None where there is none."""
        if not lines.height:
            return None
        height, parts = self.rows.at(table).height, []
        for rows, credit in self.placed(lines, table, "credit"):
            if credit.len() == height and (rows == self._every(height)).all(ignore_nulls=False):
                parts.append(credit)
            else:
                parts.append(summed(rows, credit, height))
        return sum(parts[1:], parts[0]) if parts else None


def component(rule: Rule) -> str:
    """The component of a rule that credits."""
    return rule.versions[0].spec.component  # type: ignore[union-attr]  # only limits have none
