"""Pay cases as data: a month in words, the terms, and the lines of the statement (``cases/*.yaml``)."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from domain.clock import hours
from domain.money import USD
from payroll.engine import pay
from tests.payroll.books import USUAL, book, flat_rate, rule
from tests.payroll.frames import crew_frame, month

CASES = [
    pytest.param(case, id=f"{path.stem}: {case['name']}")
    for path in sorted((Path(__file__).parent / "cases").glob("*.yaml"))
    for case in yaml.safe_load(path.read_text())["cases"]
]


@pytest.mark.parametrize("case", CASES)
def test_the_statement_says_what_the_contract_pays(case: dict[str, Any]) -> None:
    start = case.get("period", date(2026, 1, 1))
    rules = [(flat_rate("90.00"), "any_period"), *(_term(code, given) for code, given in case["rules"].items())]
    crew = crew_frame({"crew_id": "c1"} | case.get("crew", {}))
    contract = book(rules, start=start, end=(start + timedelta(days=32)).replace(day=1))
    paid = pay(contract, crew, *month(case.get("duties", [])), USD)
    assert [_line(row) for row in paid.lines.iter_rows(named=True)] == case["expect"]
    assert paid.needs_data.is_empty()
    if "reason" in case:
        assert paid.lines["reason"][-1] == case["reason"]


def _term(code: str, given: Any) -> tuple[Any, str]:
    usual = "any_duty" if isinstance(given, dict) and given.get("grain") == "duty" else None
    spec, scenario = given if isinstance(given, list) else (given, usual or USUAL[given["type"]])
    return rule(code, spec), scenario


def _line(row: dict[str, Any]) -> str:
    quantity = hours(row["quantity"]) if row["unit"] == "MINUTES" else row["quantity"]
    return f"{row['component']} {quantity} {USD.text(row['amount'])}"
