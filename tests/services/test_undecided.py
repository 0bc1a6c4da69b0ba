"""Which rows that lack data a claim is about."""

import polars as pl
import pytest

from payroll.claim import Claim, Decision, Outcome
from services import rulebooks
from services.airlines import OPERATOR
from services.doors import Doors
from services.undecided import blocking
from store.calculations import UNDECIDED
from tests.services.test_rulebooks import NOVEMBER

CREDIT, GUARANTEE, PER_DIEM = "SAMPLE_Section_3.B", "SAMPLE_Section_4.A", "SAMPLE_Section_6.A"


@pytest.mark.parametrize(
    ("kind", "flights", "rule", "grain", "of", "outcome", "blocked"),
    [
        pytest.param("OTHER", (), CREDIT, "leg", ["a"], "DENY", True, id="the whole period"),
        pytest.param("OTHER", (), CREDIT, "leg", ["a"], "APPROVE", False, id="what is certain is enough"),
        pytest.param("OTHER", ("a",), CREDIT, "leg", ["a"], "PARTIAL_APPROVE", True, id="its flight"),
        pytest.param("OTHER", ("b",), CREDIT, "leg", ["a"], "DENY", False, id="another flight"),
        pytest.param("OTHER", ("b",), PER_DIEM, "trip", ["a", "b"], "DENY", True, id="a trip with its flight"),
        pytest.param("OTHER", ("b",), CREDIT, "leg", [], "DENY", True, id="a flight that is not known any more"),
        pytest.param("OTHER", ("a",), GUARANTEE, "period", [], "DENY", False, id="the period is not the flight"),
        pytest.param("GUARANTEE_SHORTFALL", ("a",), GUARANTEE, "period", [], "DENY", True, id="but the guarantee is"),
        pytest.param("PER_DIEM_ERROR", (), CREDIT, "leg", ["a"], "DENY", False, id="another component"),
        pytest.param("PER_DIEM_ERROR", (), PER_DIEM, "trip", ["a"], "DENY", True, id="its component"),
        pytest.param("PER_DIEM_ERROR", (), "GONE", "trip", ["a"], "DENY", True, id="a rule of no known component"),
    ],
)
async def test_a_claim_waits_for_what_it_is_about(
    ruled: Doors,
    kind: str,
    flights: tuple[str, ...],
    rule: str,
    grain: str,
    of: list[str],
    outcome: str,
    blocked: bool,
) -> None:
    rulebook = await rulebooks.in_force(ruled, OPERATOR, "XP", *NOVEMBER)
    rows = pl.DataFrame([("c", "w", "XP", rule, grain, "k", "in", of)], schema=dict(UNDECIDED), orient="row")
    answer = Decision(Outcome(outcome), 0, "", 0, 0)
    said = blocking(Claim("CLM-1", "w", kind, 100, flights), answer, rulebook, rows)
    lacks = f"Claim CLM-1 cannot be decided: XP/{rule} needs in. Supply this and recalculate the month's pay."
    assert said == (lacks if blocked else "")
