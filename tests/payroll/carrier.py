"""A small carrier's month for comparisons: four people on the same five flights, paid right until a test says not."""

from collections.abc import Callable
from typing import Any, NamedTuple

import polars as pl

from domain.money import USD
from domain.rulebook import Rulebook
from payroll.discrepancies import find
from payroll.engine import PayResult, pay
from tests.payroll.books import book, rule
from tests.payroll.frames import crew_frame, ledger_frame, month

PEOPLE = ("c1", "c2", "c3", "c4")
LATE = "flown 09:30-12:30 code MX"
DAYS = [
    {"date": f"2026-01-{day:02}", "report": "6:00", "release": "14:00", "legs": [f"XP{day} EWR-MCO 07:00-10:00 {how}"]}
    for day, how in ((5, "flown 07:00-10:00"), (6, LATE), (7, "flown 07:00-10:00"), (8, LATE), (9, "flown 07:00-10:00"))
]
STEPS = [{"position": "CAPTAIN", "years": years, "rate": rate} for years, rate in ((0, "80.00"), (3, "90.00"))]
RULES: list[tuple[Any, str]] = [
    (rule("RATE", {"type": "hourly_rate", "steps": STEPS}), "any_period"),
    (rule("CREDIT", {"type": "leg_credit", "basis": "greater"}), "any_flight"),
    (rule("GUARANTEE", {"type": "monthly_guarantee", "hours": 20}), "any_period"),
    (rule("LATE", {"type": "delay_pay", "after": "1:00", "percent": 50}), "late_for_us"),
    (rule("MEALS", {"type": "per_diem", "per_hour": "2.00"}), "any_duty"),
]


class Carrier(NamedTuple):
    """The contract, the frames, what is owed and a ledger that pays exactly that."""

    book: Rulebook
    crew: pl.DataFrame
    duties: pl.DataFrame
    legs: pl.DataFrame
    owed: PayResult
    ledger: pl.DataFrame

    def found(self, ledger: pl.DataFrame, now: int = 10) -> pl.DataFrame:
        """The discrepancies against another ledger."""
        return find(self.book, self.owed.lines, ledger, self.crew, self.legs, USD, now)

    def with_ledger(self, *faults: Callable[[pl.DataFrame], pl.DataFrame]) -> pl.DataFrame:
        """The right ledger after faults."""
        ledger = self.ledger
        for fault in faults:
            ledger = fault(ledger)
        return ledger


def carrier() -> Carrier:
    """The month, paid right."""
    contract = book(RULES)
    crew = crew_frame(*({"crew_id": person} for person in PEOPLE))
    frames = [month(DAYS, person) for person in PEOPLE]
    duties, legs = pl.concat([one for one, _ in frames]), pl.concat([two for _, two in frames])
    owed = pay(contract, crew, duties, legs, USD)
    return Carrier(contract, crew, duties, legs, owed, posted(owed.lines))


def posted(lines: pl.DataFrame) -> pl.DataFrame:
    """A ledger entry for each line."""
    return ledger_frame(lines.select("crew_id", "component", "flight_id", "amount").to_dicts())
