"""One walk along the components of a Rulebook: candidates of each rule, then what stands of them."""

from collections.abc import Iterator
from itertools import groupby

import polars as pl

from domain.frames import LINES
from domain.money import Currency
from domain.rulebook import Rulebook
from domain.rules.pay import Grain, MonthlyGuarantee
from domain.rules.rule import Key, Rule
from payroll.facts import ROW, Rows
from payroll.families import payment
from payroll.families.guarantee import guaranteed
from payroll.lines import KEYS, NEEDS, Candidate, blanks, nothing_open, opened, rows_of, worth, written
from payroll.payment import Payment
from payroll.pricing import price_all
from payroll.selection import Selection
from payroll.settle import Standing, displaced, settle
from payroll.terms import InForce, component_of, grain_of, in_force, paying, terms_of

CREDITING = frozenset({"leg_credit", "duty_rig"})
"""Families whose lines carry credit: where one is open, the credit of its row is not known."""


class Run:
    """The state of one pay run: the rows, the candidates of every rule so far, and what stands of their lines."""

    def __init__(self, rulebook: Rulebook, rows: Rows, currency: Currency) -> None:
        self.rulebook, self.currency = rulebook, currency
        self.selection = Selection(rulebook, rows)
        self.rows = self.selection.rows = price_all(self.selection, currency)
        self.candidates: dict[Key, Candidate] = {}
        self.standing = Standing({}, {})
        self.unable = {rule.key: why for rule in terms_of(rulebook) if (why := self.selection.unable(rule))}
        self._credited: dict[Grain, pl.Series] = {}

    def walk(self) -> None:
        """Pays every component in its order."""
        for _component, rules in groupby(paying(self.rulebook), component_of):
            fresh = {rule.key: self._candidate(rule) for rule in rules}
            self.candidates |= fresh
            for candidate in fresh.values():
                self.standing.add(candidate)
            settle(self.rulebook.precedence, self.candidates, self.standing, fresh)
            self._credited.clear()

    def lines(self) -> pl.DataFrame:
        """All lines that stand, with the row number of their crew member."""
        blank = pl.DataFrame(schema={**LINES, "crew_row": pl.get_index_type()})
        return pl.concat([blank, *(lines.select(blank.columns) for lines in self.standing.lines.values())])

    def needs(self) -> pl.DataFrame:
        """NEEDS of all rows that are open, rule by rule."""
        return pl.concat(
            [
                pl.DataFrame(schema=dict(NEEDS)),
                *(found.select(list(NEEDS)) for found in self.standing.open.values()),
                *(self._closed(rule).select(list(NEEDS)) for rule in self._beside()),
            ]
        )

    def _beside(self) -> Iterator[Rule]:
        """The rules that cannot be computed and write no lines of their own: all pay hangs on them."""
        return (self.rulebook.rules[key] for key in self.unable if key not in self.candidates)

    def _closed(self, rule: Rule, grain: Grain = Grain.PERIOD) -> pl.DataFrame:
        """Every row in the scope of a rule that cannot be computed yet."""
        frame = self.rows.at(grain)
        meant = (frame.filter(self.selection.meant(term, grain).fill_null(True)) for term in in_force(rule))
        found = pl.concat(meant).unique(ROW[grain], maintain_order=True)
        return opened(rule, grain, found, pl.lit(self.unable[rule.key]), unsure=True)

    def guarantees(self) -> pl.DataFrame:
        """What each crew member's month is guaranteed in minutes, whether or not anything is topped up."""
        levels = {key: self._level(found.rule) for key, found in self.candidates.items() if self._guarantees(found)}
        for pair in self.rulebook.precedence:
            if {pair.winner, pair.loser} & levels.keys() and {pair.winner, pair.loser} <= self.candidates.keys():
                for key, rows in displaced(pair, self.candidates[pair.winner], self.candidates[pair.loser]):
                    if key in levels:
                        levels[key] = levels[key].join(rows, "crew_row", "anti")
        blank = pl.DataFrame(schema={"crew_row": pl.get_index_type(), "guarantee": pl.Int64})
        return pl.concat([blank, *levels.values()])

    def _guarantees(self, found: Candidate) -> bool:
        return found.rule.family == "monthly_guarantee" and found.key not in self.unable

    def _level(self, rule: Rule) -> pl.DataFrame:
        return pl.concat(
            self.rows.periods.filter(self.selection.held(term, Grain.PERIOD)).select(
                "crew_row", guarantee=guaranteed(term.spec)
            )
            for term in in_force(rule)
            if isinstance(term.spec, MonthlyGuarantee)
        )

    def _candidate(self, rule: Rule) -> Candidate:
        grain = grain_of(rule)
        if rule.key in self.unable:
            blank = pl.DataFrame(schema={**LINES, **{row: pl.get_index_type() for row in rows_of(grain)}})
            return Candidate(rule, grain, blank, blank.select(rows_of(grain)), self._closed(rule, grain))
        paid = [self._pay(term, grain) for term in in_force(rule)]
        lines, held, still_open = (pl.concat(parts) for parts in zip(*paid, strict=True))
        return Candidate(rule, grain, lines, held, still_open.unique(maintain_order=True))

    def _pay(self, term: InForce, grain: Grain) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
        """The lines, the rows held on and the rows that are open, of one version."""
        terms, mask, frame = payment(term.spec, self.currency), self.selection.held(term, grain), self.rows.at(grain)
        still_open = [nothing_open(grain)]
        if mask.null_count():
            doubtful = frame.filter(mask.is_null())
            missing = self.selection.missing(term.rule, doubtful)
            still_open.append(opened(term.rule, grain, doubtful, missing, unsure=True))
        rows = self._rows(terms, frame, mask, grain)
        lines = written(term, grain, rows, terms)
        lacking = lines["amount"].is_null() | lines["credit"].is_null()
        if lacking.any():
            priceless = rows.filter(lacking)
            still_open.append(opened(term.rule, grain, priceless, blanks(terms.needs, priceless), unsure=False))
        return worth(lines), lines.select(rows_of(grain)), pl.concat(still_open)

    def _rows(self, terms: Payment, frame: pl.DataFrame, mask: pl.Series, grain: Grain) -> pl.DataFrame:
        """The rows a version holds on, with ``credit`` where it is read."""
        read = reads(terms)
        rows = frame.with_columns(credit=self.credited(grain)) if "credit" in read else frame
        if not mask.all(ignore_nulls=False):
            kept = {*read, *terms.needs, *KEYS[grain], *rows_of(grain)}
            rows = (rows if terms.narrow else rows.select(name for name in rows.columns if name in kept)).filter(mask)
        return terms.narrow(rows) if terms.narrow else rows

    def credited(self, grain: Grain) -> pl.Series:
        """The credit minutes that stand so far on each row of a grain and on the rows below it; null where open."""
        if grain not in self._credited:
            row = ROW[grain]
            parts = [lines.select(row, "credit") for lines in self.standing.lines.values() if row in lines.columns]
            blank = pl.DataFrame(schema={row: pl.get_index_type(), "credit": pl.Int64})
            sums = pl.concat([blank, *parts]).filter(pl.col("credit") != 0)
            if grain is not Grain.LEG or len(parts) > 1:
                sums = sums.group_by(row).agg(pl.col("credit").sum())
            found = self.rows.at(grain).select(row).join(sums, row, "left", maintain_order="left")
            still_open = self._uncredited(row)
            self._credited[grain] = found["credit"].fill_null(0).set(found[row].is_in(still_open.implode()), None)
        return self._credited[grain]

    def _uncredited(self, row: str) -> pl.Series:
        """The row numbers on which, or below which, credit is open."""
        blank = pl.Series(row, [], dtype=pl.get_index_type())
        still_open = (
            found[row]
            for key, found in self.standing.open.items()
            if (key in self.unable or self.candidates[key].rule.family in CREDITING) and row in found.columns
        )
        return pl.concat([blank, *still_open]).unique()


def reads(terms: Payment) -> set[str]:
    """The columns that the measures of a payment read."""
    return {name for part in terms if isinstance(part, pl.Expr) for name in part.meta.root_names()}
