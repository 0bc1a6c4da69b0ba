"""One walk along the components of a Rulebook: candidates of each rule, then what stands of them."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby

import polars as pl

from domain.crediting import may_credit
from domain.money import Currency
from domain.rulebook import Rulebook
from domain.rules.pay import GreatestOf, LegCredit
from domain.rules.rule import Key, Rule
from payroll.around import Around
from payroll.authors import Author, Authors
from payroll.boundary import Boundary
from payroll.facts import Rows
from payroll.families import payment
from payroll.families.greatest import floors_of
from payroll.families.leg_credit import standing_on
from payroll.instead import instead
from payroll.lines import Candidate, author_of, no_lines, nothing_open, opened
from payroll.payment import Payment
from payroll.pricing import price_all
from payroll.reasons import Reasons
from payroll.rounding import Roundings
from payroll.selection import Selection
from payroll.settle import displacing, rivals, settle
from payroll.standing import Standing
from payroll.tables import ROW, Table, rows_of
from payroll.tally import Tally
from payroll.terms import InForce, component_of, in_force, paying, table_of
from payroll.told import told
from payroll.worked import Worked, Writing, nowhere, worked

EPOCH = date(1970, 1, 1)


class Run:
    """The state of one pay run: the rows, the candidates of every rule so far, and what stands of their lines."""

    def __init__(self, rulebook: Rulebook, rows: Rows, currency: Currency, *, telling: bool = False) -> None:
        self.rulebook, self.currency, self.telling = rulebook, currency, telling
        self.selection = Selection(rulebook, rows)
        self.rows = self.selection.rows = price_all(self.selection, currency)
        self.candidates: dict[Key, Candidate] = {}
        self.standing, self.authors, self.reasons = Standing(), Authors(), Reasons()
        self.boundary = Boundary(self.selection)
        self.tally = Tally(self.rows, rulebook.rules, self.standing, self.authors, self.boundary)
        self.roundings = Roundings(self.selection, self.tally, self.authors, self.reasons, currency)
        self.tally.rounded = self.roundings.of_credit
        credit = self.authors.number(Author("credit", "credit"))
        self.told, self.untold = told(self.rows.periods, credit, self.reasons)
        self.tally.told = [self.told]

    def walk(self) -> None:
        """Pays every component in its order."""
        for _component, rules in groupby(paying(self.rulebook), component_of):
            fresh = {rule.key: self._candidate(rule) for rule in rules}
            self.candidates |= fresh
            for candidate in fresh.values():
                self.standing.add(candidate)
            settle(self.rulebook.precedence, self.candidates, self.standing, fresh, self.rows.periods["crew_id"])
            for candidate in fresh.values():
                self._take_greatest(candidate)
        instead(self.candidates, self.standing)

    def credited(self, table: Table) -> pl.Series:
        """The credit minutes that stand on each row of a table and on the rows below it; null where open."""
        return self.tally.credited(table, final=True)

    def _candidate(self, rule: Rule) -> Candidate:
        table = table_of(rule)
        parts = [self._version(term, table) for term in in_force(rule)]
        return Candidate(
            rule=rule,
            table=table,
            lines=pl.concat([no_lines(table), *(part.lines for part in parts)], how="diagonal"),
            held=pl.concat([part.held for part in parts]),
            open=_once(pl.concat([nothing_open(table), *(part.open for part in parts)])),
            levels=pl.concat([part.levels for part in parts], how="diagonal"),
            idle=tuple(idle for part in parts for idle in part.idle),
        )

    def _version(self, term: InForce, table: Table) -> Worked:
        """What one version of a rule comes to on the rows that it holds on."""
        terms = payment(term.spec, self.currency)
        mask, frame = self._held(term, table), self.rows.at(table)
        unsure = nothing_open(table)
        if mask.null_count():
            doubtful = frame.filter(mask.is_null())
            unsure = opened(table, doubtful, self.selection.missing(term, doubtful), unsure=True)
        if not mask.any() and terms.level is None and terms.above is None:
            return nowhere(table).beside(unsure)
        rows = self._rows(terms, frame, mask, term, table)
        writing = Writing(author_of(term, self.authors, terms.unit), term.version, self.reasons)
        found = worked(table, rows, terms, writing, self.around(term.rule.key), telling=self.telling)
        return found.beside(unsure)

    def _held(self, term: InForce, table: Table) -> pl.Series:
        """Where a version holds; leg credit leaves to deadhead terms what is theirs."""
        mask = self.selection.held(term, table)
        if isinstance(term.spec, LegCredit):
            return standing_on(term, mask, self._deadheads(term), self.rows)
        return mask

    def _deadheads(self, term: InForce) -> Iterator[pl.Series]:
        """Where deadhead terms hold that leg credit does not take precedence over."""
        beaten = {pair.loser for pair in self.rulebook.precedence if pair.winner == term.rule.key}
        for rule in self.rulebook.of_family("deadhead_credit"):
            if rule.key not in beaten:
                yield from (self.selection.held(each, Table.LEG) for each in in_force(rule))

    def _rows(self, terms: Payment, frame: pl.DataFrame, mask: pl.Series, term: InForce, table: Table) -> pl.DataFrame:
        """The rows a version holds on, with ``credit`` where it is read: rounded, where the term adds none itself."""
        read = reads(terms)
        if "credit" in {*read, *terms.needs}:
            credit = self.tally.credited(table, final=not may_credit(term.rule))
            frame = frame.with_columns(credit=credit)
        if not mask.all(ignore_nulls=False):
            whole = terms.gather or terms.above
            kept = {*read, *terms.needs, *rows_of(table)}
            frame = (frame if whole else frame.select(name for name in frame.columns if name in kept)).filter(mask)
        return terms.gather(frame, self.around(term.rule.key)) if terms.gather else frame

    def around(self, key: Key) -> Around:
        """What a term of a rule may look at beside its own row."""
        stands, book = self.standing, self.rulebook
        days = (book.start - EPOCH).days, (book.end - EPOCH).days
        return Around(
            self.rows,
            book.rules,
            stands.lines,
            stands.open,
            self.tally.credited,
            stands.levels,
            self.boundary.keep,
            days,
            rivals(key, book.precedence),
        )

    def _stands(self, candidate: Candidate) -> pl.DataFrame:
        """The rows (one column) that a rule holds on and no other displaces it from."""
        held = candidate.held.select(ROW[candidate.table])
        for _, rows in displacing(candidate.key, self.rulebook.precedence, self.candidates):
            if rows.columns[0] in candidate.held.columns:
                met = candidate.held.join(rows, rows.columns, "anti").select(held.columns)
                held = held.join(met, held.columns, "semi")
        return held

    def _take_greatest(self, candidate: Candidate) -> None:
        """Takes away what floors would pay where a version takes the greatest of them, or may."""
        row, still_open = ROW[candidate.table], self.standing.open[candidate.key]
        for term in in_force(candidate.rule):
            if isinstance(term.spec, GreatestOf):
                mine = self.selection.meant(term, candidate.table).fill_null(True)
                rows = self._stands(candidate), still_open.select(row, "missing")
                taken, doubts = (each.filter(mine.gather(each[row])) for each in rows)
                for key in floors_of(term.spec, self.around(candidate.key)):
                    self.standing.withhold(self.candidates[key], doubts)
                    self.standing.take(key, taken)


def _once(still_open: pl.DataFrame) -> pl.DataFrame:
    return still_open.unique(maintain_order=True) if still_open.height else still_open


def reads(terms: Payment) -> set[str]:
    """The columns that the measures of a payment read."""
    return {name for part in terms if isinstance(part, pl.Expr) for name in part.meta.root_names()}
