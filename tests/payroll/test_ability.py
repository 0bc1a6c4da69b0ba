"""Terms that the engine cannot compute yet are said by name, and what hangs on them is left open with them."""

from datetime import date

from domain.money import USD
from domain.resolve import resolve
from graph.packs import load_packs
from payroll.engine import PayResult, pay
from tests.payroll.frames import crew_frame, duty_frame, leg_frame


def month_under(template: str) -> PayResult:
    """December of one captain who flew nothing."""
    content = load_packs(airlines={"XX": [template]})
    book = resolve(content, "XX", date(2026, 12, 1), date(2027, 1, 1))
    return pay(book, crew_frame({"crew_id": "C1"}), duty_frame([]), leg_frame([]), USD)


def test_every_term_of_a_contract_that_is_not_computed_yet_is_named() -> None:
    found = month_under("sample_pilot").needs_data
    said = dict(found.select("rule_code", "missing").rows())
    assert any("rounding, which cannot be computed yet" in why for why in said.values())
    assert found["crew_id"].unique().to_list() == ["C1"]


def test_the_guarantee_is_open_where_credit_cannot_be_computed() -> None:
    assert "guarantee" not in month_under("sample_pilot").lines["component"].to_list()


def test_the_sample_contract_can_be_computed_whole() -> None:
    assert month_under("sample").needs_data.is_empty()
