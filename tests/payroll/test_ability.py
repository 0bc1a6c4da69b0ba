"""No term of the sample contracts needs code of its own: each is a typed spec that the one table of families pays."""

from datetime import date
from pathlib import Path
from typing import get_args

import pytest

import payroll
from domain.money import USD
from domain.resolve import resolve
from domain.rules.pay import HourlyRate, Paying, Setting
from graph.packs import load_packs
from payroll.engine import pay
from payroll.families import worked_out
from payroll.terms import terms_of
from services.terms import own_code
from tests.payroll.frames import crew_frame, duty_frame, leg_frame

TEMPLATES = ("sample", "sample_pilot", "sample_cabin", "avelo_like")


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("position", ["CAPTAIN", "FLIGHT_ATTENDANT"])
def test_nothing_of_a_contract_is_left_open_where_nothing_happened(template: str, position: str) -> None:
    content = load_packs(airlines={"XX": [template]})
    book = resolve(content, "XX", date(2026, 12, 1), date(2027, 1, 1))
    crew = crew_frame({"crew_id": "C1", "position": position})
    assert pay(book, crew, duty_frame([]), leg_frame([]), USD).needs_data.is_empty()


def test_no_term_of_the_sample_contracts_needs_code_of_its_own() -> None:
    assert own_code() == 0


def test_together_they_use_every_family() -> None:
    both = load_packs(airlines={"XX": TEMPLATES[1:3]})
    rules = terms_of(resolve(both, "XX", date(2026, 1, 1), date(2027, 1, 1)))
    specs = [version.spec for rule in rules for version in rule.versions]
    assert {type(spec) for spec in specs} == {HourlyRate, *get_args(Paying), *get_args(Setting)}
    assert all(map(worked_out, specs))


def test_the_engine_knows_no_rule_by_its_code() -> None:
    codes = {
        rule.code for name in TEMPLATES for rule in load_packs(airlines={"XX": [name]}).rules if rule.owner == "XX"
    }
    text = "\n".join(file.read_text() for file in sorted(Path(payroll.__path__[0]).rglob("*.py")))
    assert {code for code in codes if code in text} == set()
