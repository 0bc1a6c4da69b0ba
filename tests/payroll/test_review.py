"""A claim is decided by what is owed less what was paid, and the answer says why."""

import polars as pl
import pytest

from domain.money import USD
from payroll.claim import Claim, Decision, Outcome
from payroll.review import review
from tests.payroll.carrier import Carrier, carrier
from tests.payroll.frames import ledger_frame

FLIGHT = "XP6/2026-01-06"


@pytest.fixture(scope="module")
def right() -> Carrier:
    return carrier()


def decided(right: Carrier, claimed: int, ledger: pl.DataFrame, kind: str = "MISSING_PREMIUM") -> Decision:
    claim = Claim("CLM-2026-0001", "c1", kind, claimed, (FLIGHT,))
    return review(claim, right.owed.lines, ledger, USD, 0)


def unpaid(right: Carrier) -> pl.DataFrame:
    """The delay pay of one person's flight was not posted: 1:30 at half of 90.00."""
    gone = (pl.col("crew_id") == "c1") & (pl.col("component") == "delay_pay") & (pl.col("flight_id") == FLIGHT)
    return right.ledger.filter(~gone.fill_null(False))


CASES = [
    ("what is owed is claimed", 6750, Outcome.APPROVE, 6750),
    ("more is claimed than is owed", 10000, Outcome.PARTIAL_APPROVE, 6750),
    ("less is claimed than is owed", 5000, Outcome.APPROVE, 5000),
]


@pytest.mark.parametrize(("name", "claimed", "decision", "approved"), CASES, ids=[case[0] for case in CASES])
def test_a_claim_gets_what_is_owed_and_never_more_than_it_asks(
    right: Carrier, name: str, claimed: int, decision: Outcome, approved: int
) -> None:
    found = decided(right, claimed, unpaid(right))
    assert (found.decision, found.approved, found.owed, found.paid) == (decision, approved, 6750, 0)


def test_a_claim_for_what_was_paid_is_denied(right: Carrier) -> None:
    found = decided(right, 6750, right.ledger)
    assert (found.decision, found.approved) == (Outcome.DENY, 0)
    assert "67.50 is owed and 67.50 was paid" in found.rationale


def test_the_rationale_names_the_rule_the_flight_and_the_figures(right: Carrier) -> None:
    assert decided(right, 10000, unpaid(right)).rationale == (
        "For 1 flight(s), 67.50 is owed and 0.00 was paid: of 100.00 claimed, 67.50 USD is due. "
        "Claim approved in part. 67.50 by XP/LATE: 1:30 of 2:30 late past 1:00 (MX), leg XP6 EWR-MCO, "
        "at 90.00 an hour (XP/RATE)."
    )


def test_what_is_owed_beyond_the_claim_is_said(right: Carrier) -> None:
    assert "17.50 more is owed than claimed" in decided(right, 5000, unpaid(right)).rationale


def test_an_overpayment_is_said_and_not_approved(right: Carrier) -> None:
    twice = pl.concat([right.ledger, right.ledger.filter(pl.col("flight_id") == FLIGHT)])
    found = decided(right, 6750, twice)
    assert (found.decision, found.approved) == (Outcome.DENY, 0)
    assert "67.50 too much was paid" in found.rationale


def test_the_type_says_which_components_are_meant(right: Carrier) -> None:
    nothing = ledger_frame([])
    assert decided(right, 1, nothing, "MISSING_PREMIUM").owed == 6750
    assert decided(right, 1, nothing, "MISSING_FLIGHT").owed == 6750 + 27000
    whole = Claim("CLM-2026-0002", "c1", "UNDERPAYMENT", 1)
    gross = right.owed.totals.filter(crew_id="c1")["gross"].item()
    assert review(whole, right.owed.lines, nothing, USD, 0).owed == gross
    meals = Claim("CLM-2026-0003", "c1", "PER_DIEM_ERROR", 1)
    assert review(meals, right.owed.lines, nothing, USD, 0).owed == 5 * 8 * 200


def test_a_flight_that_payroll_pays_in_monthly_sums_is_compared_as_a_whole(right: Carrier) -> None:
    sums = right.ledger.group_by("crew_id", "component").agg(pl.col("amount").sum())
    assert decided(right, 6750, ledger_frame(sums.to_dicts())).decision is Outcome.DENY


def test_what_could_not_be_decided_is_part_of_the_answer(right: Carrier) -> None:
    needs = pl.DataFrame({"crew_id": ["c1"], "rule_owner": ["XP"], "rule_code": ["LATE"], "grain": ["leg"],
                          "key": ["c1-d1-l0"], "missing": ["delay_code"]})  # fmt: skip
    claim = Claim("CLM-2026-0001", "c1", "MISSING_PREMIUM", 1, (FLIGHT,))
    found = review(claim, right.owed.lines, right.ledger, USD, 0, needs)
    assert found.rationale.endswith("Rule XP/LATE could not be decided on 1 row(s): it needs delay_code.")
