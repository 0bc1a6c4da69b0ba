"""A pay case worked out: from exactly its terms and duties, by the same engine as a whole airline. No database."""

from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import polars as pl

from domain.canonical import canonical
from domain.clock import hours
from domain.currencies import currency
from domain.errors import ConflictError, InputError, RefusedError
from domain.money import Currency
from domain.paycases.case import PayCase
from domain.paycases.frames import UNTOLD, Frames, frames_of
from domain.paycases.graph import graph_of
from domain.paycases.openness import open_clauses, open_data, rate_open
from domain.paycases.terms import OWNER
from domain.paycases.written import ExpectIn
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import RuleGraph
from graph import packs
from payroll.beside import Beside
from payroll.engine import PayResult
from payroll.explain import explained

KEPT: Final = 256
"""How many Rulebooks a desk remembers."""
_WHERE_CANCELLED: Final = frozenset({"call_out", "cancellation_protection"})
"""Families that may pay a duty of which every leg was cancelled; without them nobody was on it."""
_FOLLOWS: Final = "credit"
_CALLED: Final = {
    "rig_start": "the station of the report",
    "protected": "the schedule of what was lost",
}
"""What the engine works out of facts, by the facts that are missing where it cannot."""
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Explained:
    """What a case comes to. With anything in ``needs_…`` there is no credit and no gross (minutes, minor units).

    ``lines`` and ``not_paid`` are written as in the answer's JSON; ``components`` are the sums of lines, minor units.
    ``differs``: what a case expects otherwise.
    """

    currency: Currency
    rulebook: str
    credit: int | None = None
    gross: int | None = None
    lines: list[Row] = field(default_factory=list)
    not_paid: list[Row] = field(default_factory=list)
    needs_clause: tuple[str, ...] = ()
    needs_data: tuple[str, ...] = ()
    components: Mapping[str, int] = field(default_factory=dict)
    differs: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether it was worked out."""
        return not (self.needs_clause or self.needs_data)

    def written(self) -> Row:
        """The answer as data for JSON."""
        total = {}
        if self.credit is not None and self.gross is not None:
            total = {"credit": hours(self.credit), "gross": self.currency.text(self.gross)}
        return {
            **total,
            "currency": self.currency.code,
            "lines": self.lines,
            "not_paid": self.not_paid,
            "needs_clause": list(self.needs_clause),
            "needs_data": list(self.needs_data),
            "rulebook": self.rulebook,
            **({"differs": list(self.differs)} if self.differs else {}),
        }


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
            return Explained(currency(case.given.currency), "", needs_clause=(f"overrides: {_plain(str(open_end))}",))
        except RefusedError as wrong:
            raise InputError(f"terms: {_plain(str(wrong))}") from wrong
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
        return Explained(money, book.hash, needs_clause=(f"overrides: {_plain(str(open_end))}",))
    told = _Told(frames, money)
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


def differences(found: Explained, expected: ExpectIn) -> Iterator[str]:
    """What a case expects and its answer does not say, one sentence each; what it leaves out is not looked at."""
    text = found.currency.text
    pairs = [
        ("credit", expected.credit, found.credit, hours),
        ("gross", expected.gross, found.gross, text),
        *((name, amount, found.components.get(name), text) for name, amount in expected.components.items()),
    ]
    for name, wanted, got, said in pairs:
        minor = wanted if wanted is None or isinstance(wanted, int) else int(wanted.scaleb(found.currency.exponent))
        if minor is not None and minor != got:
            yield f"{name} is {'none' if got is None else said(got)}, and {said(minor)} is expected"
    for name, listed, needs in (
        ("needs_clause", expected.needs_clause, found.needs_clause),
        ("needs_data", expected.needs_data, found.needs_data),
    ):
        for need in listed:
            if not any(one.startswith(need) for one in needs):
                yield f"{name} has no {need}"


def _beside(frames: Frames) -> Beside:
    return Beside(frames.standby, frames.days, frames.versions, frames.told, frames.holidays)


def _open(case: PayCase, book: Rulebook, result: PayResult, told: "_Told") -> Explained:
    """What is missing: of a rate the clause, or what finds its step; of all else the facts. What is certain stands."""
    needs = result.needs_data.with_columns(_rate=pl.col("missing").str.split(", ").list.contains("rate"))
    clauses, data = rate_open(case) if needs["_rate"].any() else ((), ())
    others = needs.filter(~pl.col("_rate"))
    roots = others.filter(pl.col("missing") != _FOLLOWS)  # credit is open where something it is made of is
    facts = [told.need(row) for row in (roots if roots.height or clauses else others).iter_rows(named=True)]
    return Explained(
        currency=told.currency,
        rulebook=book.hash,
        lines=[] if clauses else [told.line(row) for row in result.lines.iter_rows(named=True)],
        needs_clause=clauses,
        needs_data=(*data, *dict.fromkeys(facts)),
    )


class _Told:
    """Rows of the engine in the words of a case: its own codes, flights and trips; no owner, no row numbers."""

    def __init__(self, frames: Frames, money: Currency) -> None:
        self.currency = money
        legs = frames.legs
        self._flights = dict(zip(legs["leg_id"], legs["flight_number"], strict=True))
        self._duties = dict(zip(legs["leg_id"], legs["duty_id"], strict=True))

    def line(self, row: Mapping[str, Any]) -> Row:
        """A line of the answer."""
        return {
            "component": row["component"],
            "rule": row["rule_code"],
            "since": _day(row["rule_since"]),
            "quantity": hours(row["quantity"]) if row["unit"] == "MINUTES" else str(row["quantity"]),
            "unit": row["unit"],
            "rate": self._rate(row["rate"], row["rate_parts"]),
            "percent": row["percent"],
            "amount": self.currency.text(row["amount"]),
            "credit": hours(row["credit"]),
            "trip": row["trip_id"],
            "duty": row["duty_id"],
            "leg": self._leg(row["leg_id"]),
            "standby": row["standby_id"],
            "day": _day(row["day"]),
            "because": _plain(row["reason"]),
        }

    def silence(self, row: Mapping[str, Any]) -> Row:
        """Why a rule wrote no line on a row."""
        grain, key = self._on(row)
        short = row["short_by"]
        return {
            "rule": row["rule_code"],
            "component": row["component"],
            "leg": None,
            grain: key,
            "failed": row["failed"],
            "value": row["value"],
            "short_by": None if short is None else hours(short) if row["unit"] == "MINUTES" else str(short),
            "cause": row["cause"],
            "because": _plain(row["why"]),
        }

    def need(self, row: Mapping[str, Any]) -> str:
        """A fact that is missing on a row."""
        grain, key = self._on(row)
        missing = ", ".join(_CALLED.get(fact, fact) for fact in row["missing"].split(", "))
        return f"{row['rule_code']} needs {missing} ({grain} {key})"

    def _on(self, row: Mapping[str, Any]) -> tuple[str, str]:
        """What a row is, and what a case calls it; of a leg that nobody knows more of, the duty."""
        if row["grain"] != "leg":
            return row["grain"], row["key"]
        flight = self._leg(row["key"])
        return ("duty", self._duties[row["key"]]) if flight is None else ("leg", flight)

    def _leg(self, leg: str | None) -> str | None:
        flight = None if leg is None else self._flights.get(leg)
        return None if flight == UNTOLD else flight

    def _rate(self, rate: int | None, parts: int | None) -> str | None:
        if rate is None:
            return None
        point = "" if self.currency.exponent else "."
        return self.currency.text(rate) + (f"{point}{parts:02}" if parts else "")


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _plain(reason: str) -> str:
    """A reason without the owner of the terms, who is nobody."""
    return reason.replace(f"{OWNER}/", "")
