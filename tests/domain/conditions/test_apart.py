"""Two conditions that exclude each other are recognised; a doubt never counts as a proof."""

import pytest
from hypothesis import given

from domain.conditions import Truth, evaluate, parse
from domain.conditions.apart import apart, implies
from domain.rules.pay import Grain
from tests.domain.conditions.generated import CONDITIONS, ROWS
from tests.domain.conditions.test_agreement import readable

CASES = [
    ("short and long delays", "delay_minutes < 180", "delay_minutes >= 180", True),
    ("bands that touch", "delay_minutes BETWEEN 60 AND 120", "delay_minutes BETWEEN 120 AND 180", False),
    ("bands with nothing between", "delay_minutes > 3", "delay_minutes < 4", True),
    ("other codes", "delay_code IN ('MX','CREW')", "delay_code = 'WX'", True),
    ("codes in common", "delay_code IN ('MX','CREW')", "delay_code IN ('WX','CREW')", False),
    ("listed and excluded", "delay_code = 'MX'", "delay_code NOT IN ('MX','CREW')", True),
    ("both exclude", "delay_code <> 'MX'", "delay_code <> 'CREW'", False),
    ("listed numbers outside a bound", "segments IN (1, 2)", "segments > 2", True),
    ("one listed number inside", "segments IN (1, 3)", "segments > 2", False),
    ("other days", "duty_date = DATE '2026-07-04'", "duty_date > DATE '2026-07-04'", True),
    ("a flag and its opposite", "cancelled", "delay_minutes > 3 AND NOT cancelled", True),
    ("unknown and read", "delay_code IS NULL", "delay_code = 'MX'", True),
    ("every alternative excluded", "segments = 1 OR segments = 2", "segments >= 3", True),
    ("one alternative left", "segments = 1 OR cancelled", "segments >= 3", False),
    ("same and different", "origin = destination", "origin <> destination", True),
    ("other facts", "delay_minutes > 3", "block_minutes < 2", False),
    ("always", "TRUE", "cancelled", False),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "expect"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_exclusion(one: str, other: str, expect: bool) -> None:
    first, second = parse(one, Grain.LEG), parse(other, Grain.LEG)
    assert (apart(first, second), apart(second, first)) == (expect, expect)


@given(CONDITIONS, CONDITIONS, ROWS)
def test_no_row_satisfies_both_of_two_that_are_apart(one: str, other: str, row: dict[str, object]) -> None:
    first, second = readable(one), readable(other)
    both = evaluate(first, row).truth is evaluate(second, row).truth is Truth.HOLDS
    assert not (both and apart(first, second))


IMPLIED = [
    ("the same, written otherwise", "delay_code = 'MX'", "delay_code IN ('MX')", True),
    ("a longer delay", "delay_minutes >= 180", "delay_minutes >= 60", True),
    ("a shorter one", "delay_minutes >= 60", "delay_minutes >= 180", False),
    ("every conjunct", "delay_minutes > 180 AND delay_code = 'MX'",
     "delay_minutes > 60 AND delay_code IN ('MX', 'CREW')", True),
    ("one conjunct only", "delay_minutes > 180", "delay_minutes > 60 AND delay_code = 'MX'", False),
    ("always", "cancelled", "TRUE", True),
    ("not always", "TRUE", "cancelled", False),
    ("a blank is no value", "delay_code IS NULL", "delay_code = 'MX'", False),
    ("a value is no blank", "delay_code = 'MX'", "delay_code IS NOT NULL", True),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "expect"), [case[1:] for case in IMPLIED], ids=[case[0] for case in IMPLIED])
def test_implication(one: str, other: str, expect: bool) -> None:
    assert implies(parse(one, Grain.LEG), parse(other, Grain.LEG)) is expect


@given(CONDITIONS, CONDITIONS, ROWS)
def test_where_one_holds_that_implies_another_the_other_holds(one: str, other: str, row: dict[str, object]) -> None:
    first, second = readable(one), readable(other)
    if implies(first, second) and evaluate(first, row).truth is Truth.HOLDS:
        assert evaluate(second, row).truth is Truth.HOLDS
