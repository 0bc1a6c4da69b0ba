"""Faults of payroll as they happen, and what the comparison with the ledger calls them."""

from collections.abc import Callable

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.frames import DISCREPANCIES
from domain.money import USD, Currency, prorate
from payroll.discrepancies import find
from payroll.engine import pay
from tests.payroll.carrier import Carrier, carrier, posted
from tests.payroll.frames import ledger_frame
from tests.payroll.months import Month, months

COMPONENT, AMOUNT, CREW, FLIGHT = pl.col("component"), pl.col("amount"), pl.col("crew_id"), pl.col("flight_id")
FLYING = COMPONENT == "flight_pay"
Fault = Callable[[pl.DataFrame], pl.DataFrame]


@pytest.fixture(scope="module")
def right() -> Carrier:
    return carrier()


def without(rows: pl.Expr) -> Fault:
    return lambda ledger: ledger.filter(~rows.fill_null(False))


def changed(rows: pl.Expr, amount: pl.Expr) -> Fault:
    return lambda ledger: ledger.with_columns(amount=pl.when(rows).then(amount).otherwise(AMOUNT).cast(pl.Int64))


def again(rows: pl.Expr) -> Fault:
    return lambda ledger: pl.concat([ledger, ledger.filter(rows)])


def test_a_ledger_that_pays_what_is_owed_has_no_discrepancy(right: Carrier) -> None:
    found = right.found(right.ledger)
    assert found.is_empty()
    assert dict(found.schema) == DISCREPANCIES


FAULTS = [
    (
        "a premium that nobody was paid is one cause",
        without(COMPONENT == "delay_pay"),
        {("MISSING_PREMIUM", "unprogrammed:delay_pay"): 8},
    ),
    (
        "one person's missing premium stands alone",
        without((COMPONENT == "delay_pay") & (CREW == "c1") & (FLIGHT == "XP6/2026-01-06")),
        {("MISSING_PREMIUM", None): 1},
    ),
    (
        "one person paid at another step, leg after leg",
        changed(FLYING & (CREW == "c2"), AMOUNT * 80 // 90),
        {("INCORRECT_RATE", "rate:c2"): 5},
    ),
    (
        "flights that reached nobody's pay",
        without(FLIGHT.is_in(["XP6/2026-01-06", "XP7/2026-01-07"])),
        {("MISSING_FLIGHT", "not-posted"): 12},
    ),
    (
        "flights missing for one person",
        without((CREW == "c3") & FLIGHT.is_in(["XP5/2026-01-05", "XP7/2026-01-07"])),
        {("MISSING_FLIGHT", "not-posted:c3"): 2},
    ),
    (
        "a flight posted twice",
        again(FLYING & (CREW == "c1") & (FLIGHT == "XP5/2026-01-05")),
        {("DUPLICATE_PAYMENT", None): 1},
    ),
    (
        "a flight posted twice for everybody",
        again(FLYING & (FLIGHT == "XP5/2026-01-05")),
        {("DUPLICATE_PAYMENT", "posted-twice:XP5/2026-01-05"): 4},
    ),
    (
        "too little guarantee",
        changed((COMPONENT == "guarantee") & (CREW == "c1"), AMOUNT - 1),
        {("GUARANTEE_SHORTFALL", None): 1},
    ),
    ("per diem", changed((COMPONENT == "per_diem") & (CREW == "c1"), AMOUNT + 1), {("PER_DIEM_ERROR", None): 1}),
    (
        "a little too little",
        changed(FLYING & (CREW == "c1") & (FLIGHT == "XP5/2026-01-05"), AMOUNT - 1),
        {("UNDERPAYMENT", None): 1},
    ),
    (
        "a little too much",
        changed(FLYING & (CREW == "c1") & (FLIGHT == "XP5/2026-01-05"), AMOUNT + 1),
        {("OVERPAYMENT", None): 1},
    ),
]


@pytest.mark.parametrize(("name", "fault", "expected"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_fault_is_called_by_its_cause(
    right: Carrier, name: str, fault: Fault, expected: dict[tuple[str, str | None], int]
) -> None:
    found = right.found(right.with_ledger(fault))
    assert {tuple(row[:2]): row[2] for row in found.group_by("type", "group").len().rows()} == expected


def test_faults_at_once_are_told_apart(right: Carrier) -> None:
    faults = (
        without(COMPONENT == "delay_pay"),
        changed(FLYING & (CREW == "c2"), AMOUNT * 80 // 90),
        without(FLYING & (FLIGHT == "XP9/2026-01-09")),
        again(FLYING & (CREW == "c1") & (FLIGHT == "XP5/2026-01-05")),
    )
    found = right.found(right.with_ledger(*faults))
    kinds = {"MISSING_PREMIUM": 8, "INCORRECT_RATE": 4, "MISSING_FLIGHT": 4, "DUPLICATE_PAYMENT": 1}
    assert dict(found.group_by("type").len().rows()) == kinds


def test_the_note_says_what_was_owed_and_posted_and_what_it_looks_like(right: Carrier) -> None:
    found = right.found(right.with_ledger(changed(FLYING & (CREW == "c2"), AMOUNT * 80 // 90)))
    assert found["note"][0] == (
        "flight_pay on XP5: 270.00 owed, 240.00 posted; that is 80.00 an hour, another pay step"
    )


@pytest.mark.parametrize(("owed", "severity"), [(49, "LOW"), (50, "MEDIUM"), (250, "HIGH"), (1000, "CRITICAL")])
@pytest.mark.parametrize("currency", [USD, Currency("JPY", 0)])
def test_severity_begins_at_so_many_units_of_any_currency(
    right: Carrier, owed: int, severity: str, currency: Currency
) -> None:
    lines = right.owed.lines.filter(COMPONENT == "guarantee").head(1)
    lines = lines.with_columns(amount=pl.lit(owed * 10**currency.exponent, dtype=pl.Int64))
    found = find(right.book, lines, ledger_frame([]), right.crew, right.legs, currency, 0)
    assert found["severity"].to_list() == [severity]


def test_many_small_differences_of_one_cause_weigh_as_their_sum(right: Carrier) -> None:
    found = right.found(right.with_ledger(without(COMPONENT == "delay_pay")))
    assert found["difference"].sum() == 8 * 6750
    assert set(found["severity"]) == {"HIGH"}


def test_an_entry_that_is_posted_later_is_not_paid_yet(right: Carrier) -> None:
    late = right.ledger.with_columns(posted=pl.when(CREW == "c1").then(11).otherwise(0).cast(pl.Int64))
    assert set(right.found(late, now=10)["crew_id"]) == {"c1"}
    assert right.found(late, now=11).is_empty()


def test_a_ledger_of_monthly_sums_is_compared_by_sums(right: Carrier) -> None:
    sums = right.ledger.group_by("crew_id", "component").agg(pl.col("amount").sum())
    assert right.found(ledger_frame(sums.to_dicts())).is_empty()


@given(months(), st.integers(0, 2**20))
@settings(max_examples=40)
def test_the_differences_of_a_person_add_up_to_owed_less_paid(month: Month, seed: int) -> None:
    lines = pay(*month, USD).lines
    ledger = posted(lines)
    kept = ledger.sample(fraction=0.7, seed=seed) if ledger.height else ledger
    cut = prorate(1, 97, 100) if seed % 2 else 0
    wrong = kept.with_columns(amount=AMOUNT - cut * (pl.int_range(pl.len()) % 3))
    wrong = pl.concat([wrong, wrong.head(2)])
    found = find(month.book, lines, wrong, month.crew, month.legs, USD, 0)
    for person in month.crew["crew_id"]:
        owed, paid, difference = (int(frame.filter(crew_id=person)[name].sum()) for frame, name in
                                  ((lines, "amount"), (wrong, "amount"), (found, "difference")))  # fmt: skip
        assert difference == owed - paid
    assert (found["difference"] == found["expected"] - found["actual"]).all()
    assert found["difference"].ne(0).all()
