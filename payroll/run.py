"""One walk along the components of a Rulebook: candidates of each rule, then what stands of them."""

from itertools import groupby

import polars as pl

from domain.errors import RefusedError
from domain.frames import LINES
from domain.money import Currency
from domain.rulebook import Rulebook
from domain.rules.pay import Grain, MonthlyGuarantee
from domain.rules.rule import Key, Rule
from payroll.facts import ROW, Rows
from payroll.families import payment
from payroll.families.guarantee import guaranteed
from payroll.lines import KEYS, NEEDS, Candidate, needing, rows_of, worth, written
from payroll.payment import Payment
from payroll.pricing import price_all
from payroll.selection import Selection, missing_facts
from payroll.settle import settle
from payroll.terms import InForce, component_of, grain_of, in_force, paying

ONE_A_ROW = frozenset({"leg_credit", "duty_rig", "per_diem", "monthly_guarantee"})
"""Families that set a thing: two of one component on one row would pay it twice."""


class Run:
    """The state of one pay run: the rows, the candidates of every rule so far, and what stands of their lines."""

    def __init__(self, rulebook: Rulebook, rows: Rows, currency: Currency) -> None:
        self.rulebook, self.currency = rulebook, currency
        self.selection = Selection(rulebook, rows)
        self.rows = self.selection.rows = price_all(self.selection, currency)
        self.candidates: dict[Key, Candidate] = {}
        self.standing: dict[Key, pl.DataFrame] = {}
        self._credited: dict[Grain, pl.Series] = {}

    def walk(self) -> None:
        """Pays every component in its order."""
        for _component, rules in groupby(paying(self.rulebook), component_of):
            fresh = {rule.key: self._candidate(rule) for rule in rules}
            self.candidates |= fresh
            self.standing |= {key: candidate.lines for key, candidate in fresh.items()}
            settle(self.rulebook, self.candidates, self.standing, set(fresh))
            self._refuse_two(set(fresh))
            self._credited.clear()

    def lines(self) -> pl.DataFrame:
        """All lines that stand, with the row number of their crew member."""
        blank = pl.DataFrame(schema={**LINES, "crew_row": pl.get_index_type()})
        return pl.concat([blank, *(lines.select(blank.columns) for lines in self.standing.values())])

    def guarantees(self) -> pl.DataFrame:
        """What each crew member's month is guaranteed in minutes, whether or not anything is topped up."""
        levels = {key: self._levels(found.rule) for key, found in self.candidates.items()}
        settle(self.rulebook, self.candidates, levels, set(levels))
        blank = pl.DataFrame(schema={"crew_row": pl.get_index_type(), "guarantee": pl.Int64})
        return pl.concat([blank, *(level.select(blank.columns) for level in levels.values() if "guarantee" in level)])

    def _levels(self, rule: Rule) -> pl.DataFrame:
        found = [
            self.rows.periods.filter(self.selection.held(term, Grain.PERIOD)).select(
                "crew_row", guarantee=guaranteed(term.spec)
            )
            for term in in_force(rule)
            if isinstance(term.spec, MonthlyGuarantee)
        ]
        return pl.concat(found) if found else self.candidates[rule.key].held.head(0)

    def _candidate(self, rule: Rule) -> Candidate:
        terms = in_force(rule)
        grains = [grain_of(term.spec) for term in terms]
        if len(set(grains)) > 1:
            raise RefusedError(f"{rule.key} pays by {grains[0]} and by {grains[-1]}: make that two rules.")
        paid = [self._pay(term, grain) for term, grain in zip(terms, grains, strict=True)]
        lines, held, needs = (pl.concat(parts) for parts in zip(*paid, strict=True))
        return Candidate(rule, grains[0], lines, held, needs)

    def _pay(self, term: InForce, grain: Grain) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
        """The lines, the rows held on and the rows that need data, of one version."""
        terms, mask, frame = payment(term.spec, self.currency), self.selection.held(term, grain), self.rows.at(grain)
        needs = [pl.DataFrame(schema=dict(NEEDS))]
        if mask.null_count():
            asked = missing_facts(self.selection, term.rule)
            needs.append(needing(term.rule, grain, frame.filter(mask.is_null()), asked))
        rows = self._rows(terms, frame, mask, grain)
        lines = written(term, grain, rows, terms)
        lacking = lines["amount"].is_null() | lines["credit"].is_null()
        if lacking.any():
            needs.append(needing(term.rule, grain, rows.filter(lacking), terms.needs))
        return worth(lines), lines.select(rows_of(grain)), pl.concat(needs)

    def _rows(self, terms: Payment, frame: pl.DataFrame, mask: pl.Series, grain: Grain) -> pl.DataFrame:
        """The rows a version holds on, with ``credited`` where it is read."""
        read = reads(terms)
        rows = frame.with_columns(credited=self.credited(grain)) if "credited" in read else frame
        if not mask.all(ignore_nulls=False):
            kept = {*read, *terms.needs, *KEYS[grain], *rows_of(grain)}
            rows = (rows if terms.narrow else rows.select(name for name in rows.columns if name in kept)).filter(mask)
        return terms.narrow(rows) if terms.narrow else rows

    def credited(self, grain: Grain) -> pl.Series:
        """The credit minutes that stand so far on each row of a grain and on the rows below it."""
        if grain not in self._credited:
            row = ROW[grain]
            parts = [lines.select(row, "credit") for lines in self.standing.values() if row in lines.columns]
            blank = pl.DataFrame(schema={row: pl.get_index_type(), "credit": pl.Int64})
            sums = pl.concat([blank, *parts]).filter(pl.col("credit") != 0)
            if grain is not Grain.LEG or len(parts) > 1:
                sums = sums.group_by(row).agg(pl.col("credit").sum())
            found = self.rows.at(grain).select(row).join(sums, row, "left", maintain_order="left")
            self._credited[grain] = found["credit"].fill_null(0)
        return self._credited[grain]

    def _refuse_two(self, fresh: set[Key]) -> None:
        """Two rules that set one thing on one row, with nothing to say which: an error that names both."""
        setters = [key for key in fresh if self.candidates[key].rule.family in ONE_A_ROW and self.standing[key].height]
        for one in sorted(setters):
            for other in sorted(setters):
                first, second = self.candidates[one], self.candidates[other]
                if one < other and first.rule.family == second.rule.family:
                    row = ROW[first.grain]
                    twice = self.standing[one].join(self.standing[other], row, "semi")
                    if twice.height:
                        raise RefusedError(
                            f"{one} and {other} both set {component_of(first.rule)} of one {first.grain}, crew member "
                            f"{twice['crew_id'][0]}: say which of them overrides the other."
                        )


def reads(terms: Payment) -> set[str]:
    """The columns that the measures of a payment read."""
    return {name for part in terms if isinstance(part, pl.Expr) for name in part.meta.root_names()}
