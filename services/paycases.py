"""A pay case worked out: from exactly its terms and duties, by the same engine as a whole airline. No database."""

from collections import OrderedDict
from dataclasses import replace
from datetime import timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Final

import polars as pl

from domain.canonical import canonical
from domain.clock import hours
from domain.currencies import currency
from domain.errors import ConflictError, InputError, RefusedError
from domain.paycases.case import PayCase
from domain.paycases.frames import Frames, frames_of
from domain.paycases.graph import graph_of
from domain.paycases.openness import open_clauses, open_data, rate_open
from domain.paycases.terms import OWNER
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import RuleGraph
from graph import packs
from payroll.beside import Beside
from payroll.engine import PayResult
from payroll.explain import explained
from services.casewords import Words, plain
from services.explanations import Explained, differences

KEPT: Final = 256
"""How many Rulebooks a desk remembers."""
_WHERE_CANCELLED: Final = frozenset({"call_out", "cancellation_protection"})
"""Families that may pay a duty of which every leg was cancelled; without them nobody was on it."""
_TOO_LARGE: Final = 2**63
"""The engine's whole numbers end here."""
_FOLLOWS: Final = "credit"
"""A fact that is open only where another one is that it is made of."""


class Desk:
    """Where cases are worked out one after another; those with equal terms and period share one Rulebook."""

    def __init__(self) -> None:
        self._books: OrderedDict[str, Rulebook] = OrderedDict()

    def explain(self, case: PayCase) -> Explained:
        """What a case comes to, with every line's reason and why other rules wrote none.

        ``InputError`` where its terms cannot stand together; that two of them disagree is a clause that is missing.
        """
        try:
            book = self._book(case)
        except ConflictError as open_end:
            return Explained(currency(case.given.currency), "", needs_clause=(f"overrides: {plain(str(open_end))}",))
        except RefusedError as wrong:
            raise InputError(f"terms: {plain(str(wrong))}") from wrong
        found = worked_out(book, case)
        return (
            found if case.given.expect is None else replace(found, differs=tuple(differences(found, case.given.expect)))
        )

    def _book(self, case: PayCase) -> Rulebook:
        period = case.given.period
        asked = canonical([case.terms, period.start, period.end])
        if asked not in self._books:
            scenarios = any(term.applies_to for term in case.terms)
            graph = graph_of(case.terms, _shared(scenarios=scenarios))
            self._books[asked] = resolve(graph, OWNER, period.start, period.end + timedelta(days=1))
            if len(self._books) > KEPT:
                self._books.popitem(last=False)
        self._books.move_to_end(asked)
        return self._books[asked]


@cache
def _shared(*, scenarios: bool) -> RuleGraph:
    """The pay components that come with crewlex, and its scenarios where a term names one."""
    folder = Path(str(resources.files("rulepacks")))
    found = packs.load_packs(folder / "components")
    if not scenarios:
        return found
    return found.model_copy(update={"scenarios": packs.load_packs(folder / "scenarios").scenarios})


def worked_out(book: Rulebook, case: PayCase) -> Explained:
    """What a case comes to by a Rulebook of its terms."""
    money = currency(case.given.currency)
    clauses, data = tuple(open_clauses(case)), tuple(open_data(case))
    if clauses or data:
        return Explained(money, book.hash, needs_clause=clauses, needs_data=data)
    cancelled = any(term.rule.family in _WHERE_CANCELLED for term in case.terms)
    frames = frames_of(case.given, cancelled=cancelled)
    try:
        result, silent = explained(book, frames.crew, frames.duties, frames.legs, money, _beside(frames))
    except RefusedError as open_end:
        return Explained(money, book.hash, needs_clause=(f"overrides: {plain(str(open_end))}",))
    _check_size(result.lines)
    told = Words(frames, money)
    if result.needs_data.height:
        return _open(case, book, result, told)
    total = result.totals.row(0, named=True)
    return Explained(
        currency=money,
        rulebook=book.hash,
        credit=max(total["credit"], total["guarantee"]),
        gross=total["gross"],
        lines=[told.line(row) for row in result.lines.iter_rows(named=True)],
        not_paid=[told.silence(row) for row in silent.iter_rows(named=True)],
        components=dict(
            result.lines.group_by("component", maintain_order=True).agg(pl.col("amount").sum()).iter_rows()
        ),
    )


def _check_size(lines: pl.DataFrame) -> None:
    """``InputError`` names a line that is too large to be worked out in whole numbers of 64 bits."""
    for row in lines.filter(pl.col("unit") == "MINUTES").iter_rows(named=True):
        parts = (row["rate"] or 0) * 100 + (row["rate_parts"] or 0)
        if 2 * abs(row["quantity"]) * parts * max(row["percent"] or 100, 100) >= _TOO_LARGE:
            raise InputError(
                f"{row['rule_code'] or 'credit'}: {hours(row['quantity'])} is more than can be paid at so high a rate: "
                "correct the rate, the percentage or the length."
            )


def _beside(frames: Frames) -> Beside:
    return Beside(frames.standby, frames.days, frames.versions, frames.told, frames.holidays, frames.emptied)


def _open(case: PayCase, book: Rulebook, result: PayResult, told: Words) -> Explained:
    """What is missing: of a rate the clause, or what finds its step; of all else the facts. What is certain stands."""
    needs = result.needs_data.with_columns(_rate=pl.col("missing").str.split(", ").list.contains("rate"))
    clauses, data = rate_open(case) if needs["_rate"].any() else ((), ())
    others = needs.filter(~pl.col("_rate"))
    roots = others.filter(pl.col("missing") != _FOLLOWS)
    facts = [told.need(row) for row in (roots if roots.height or clauses else others).iter_rows(named=True)]
    return Explained(
        currency=told.currency,
        rulebook=book.hash,
        lines=[] if clauses else [told.line(row) for row in result.lines.iter_rows(named=True)],
        needs_clause=clauses,
        needs_data=(*data, *dict.fromkeys(facts)),
    )
