"""The columnar engine and the plain reference agree on every random month, line for line and cent for cent."""

from hypothesis import given, settings

from domain.money import USD
from payroll.engine import pay
from tests.payroll.months import Month, months
from tests.payroll.reference import Reference, compared

SLOW = settings(max_examples=120)


@given(months())
@SLOW
def test_the_engine_pays_what_the_plain_reference_pays(month: Month) -> None:
    paid = pay(*month, USD)
    plain = Reference(*month, USD).run()
    assert compared(paid.lines) == plain.lines()
    assert set(paid.needs_data.select("rule_code", "grain", "key").rows()) == plain.needs()
