"""Whether conditions can hold at all, together, or only inside each other: against trying every row there is."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from math import prod

import pytest
from hypothesis import assume, given

from domain.conditions import Condition, Truth, evaluate, parse, solving
from domain.conditions.apart import apart, implies
from domain.conditions.normal import unless_false
from domain.conditions.together import inside, possible, together
from domain.errors import InputError, RefusedError
from domain.facts import FACTS, FactType
from domain.lawful import LAWFUL, Law, Lawful
from domain.rules.pay import Grain
from tests.domain.conditions.generated import CONDITIONS, INTEGERS
from tests.domain.conditions.test_agreement import readable

CASES = [
    ("a delay and another code", "delay_minutes >= 180", "delay_minutes > 60 AND NOT delay_code = 'WX'",
     "delay_code 'MX', delay_minutes 180"),
    ("always", "TRUE", "TRUE", ""),
    ("a blank", "delay_code IS NULL", "cancelled", "cancelled TRUE, delay_code unknown"),
    ("a blank and a value", "delay_code IS NULL", "delay_code <> 'MX'", None),
    ("short and long", "delay_minutes < 180", "delay_minutes >= 180", None),
    ("a sum that its parts exceed", "block_minutes > 60 AND delay_minutes > 60",
     "block_minutes + delay_minutes <= 121", None),
    ("a sum that they reach", "block_minutes > 60 AND delay_minutes > 60", "block_minutes + delay_minutes <= 122",
     "block_minutes 61, delay_minutes 61"),
    ("a circle of differences", "out_local_min < in_local_min - 60",
     "in_local_min < scheduled_in_local_min AND scheduled_in_local_min < out_local_min", None),
    ("each alternative fails on its own", "segments = 1 OR deadheads = 1",
     "(segments > 1 AND deadheads > 1) OR (segments <> 1 AND deadheads = 0)", None),
    ("one alternative is left", "segments = 1 OR deadheads = 0",
     "(segments > 1 AND deadheads > 1) OR (segments <> 1 AND deadheads = 0)", "deadheads 0, segments 0"),
    ("one place in three roles", "origin = destination AND destination = base",
     "base = 'HVN' AND origin <> 'HVN'", None),
    ("a place that nobody names", "origin = destination", "origin <> 'HVN'", "destination 'OTHER', origin 'OTHER'"),
    ("no third position but one", "crew_position <> 'CAPTAIN'", "crew_position <> 'FIRST_OFFICER'",
     "crew_position 'FLIGHT_ATTENDANT'"),
    ("no third kind of leg", "kind <> 'DEADHEAD'", "kind <> 'OPERATING'", None),
    ("odd and even", "block_minutes + block_minutes = delay_minutes + delay_minutes + 1", "TRUE", None),
    ("between two days", "duty_date > DATE '2026-07-03' AND duty_date <> DATE '2026-07-04'",
     "duty_date < DATE '2026-07-05'", None),
    ("delays are never negative", "delay_minutes < 0", "TRUE", None),
    ("a law between flags", "cancelled_after_report", "NOT cancelled", None),
    ("a law that reads a blank forbids nothing", "cancelled_after_report", "cancelled IS NULL",
     "cancelled unknown, cancelled_after_report TRUE"),
    ("report is before release", "report_local_min > 600", "release_local_min < 480", None),
    ("unless the clock is set back", "report_local_min = 600", "release_local_min < 481",
     "release_local_min 480, report_local_min 600"),
    ("a duty lasts", "duty_minutes > 840 AND report_local_min >= 600", "release_local_min <= 1320", None),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other", "expect"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_together(one: str, other: str, expect: str | None) -> None:
    found = together(parse(one, Grain.LEG), parse(other, Grain.LEG))
    assert (None if found is None else str(found)) == expect


def test_the_row_is_shown_as_it_was_found() -> None:
    found = together(parse("NOT cancelled", Grain.LEG), parse("duty_date = DATE '2026-07-04'", Grain.LEG))
    assert found is not None
    assert found.row == {"cancelled": False, "duty_date": date(2026, 7, 4)}
    assert str(found) == "cancelled FALSE, duty_date DATE '2026-07-04'"


INSIDE = [
    ("a longer delay", "delay_minutes >= 180", "delay_minutes >= 60", True),
    ("a shorter one", "delay_minutes >= 60", "delay_minutes >= 180", False),
    ("every alternative", "segments = 1 OR segments = 2", "segments BETWEEN 1 AND 2", True),
    ("by a sum", "segments >= 2 AND deadheads >= 2", "segments + deadheads >= 4", True),
    ("not by a sum", "segments >= 2 AND deadheads >= 1", "segments + deadheads >= 4", False),
    ("whatever it is, where it is known", "cancelled IS NOT NULL", "cancelled OR NOT cancelled", True),
    ("but not where it is unknown", "TRUE", "cancelled OR NOT cancelled", False),
    ("a blank is no other value", "delay_code IS NULL", "delay_code <> 'MX'", False),
    ("all that there is", "delay_minutes IS NOT NULL", "delay_minutes >= 0", True),
    ("in the whole list", "kind <> 'DEADHEAD'", "kind = 'OPERATING'", True),
]


@pytest.mark.parametrize(("one", "other", "expect"), [case[1:] for case in INSIDE], ids=[case[0] for case in INSIDE])
def test_inside(one: str, other: str, expect: bool) -> None:
    assert inside(parse(one, Grain.LEG), parse(other, Grain.LEG)) is expect


def test_what_takes_too_long_is_refused_and_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "_EFFORT", 0)
    odd = parse("away_minutes - duty_minutes = 1 AND away_minutes + duty_minutes = 4", Grain.LEG)
    with pytest.raises(RefusedError, match="conditions on away_minutes, duty_minutes: write them with fewer sums"):
        possible(odd)


SMALL = Lawful(
    numbers=dict.fromkeys(INTEGERS, (0, 3)),
    texts={"delay_code": ("HVN", "MCO")},
    such_as={"origin": ("MCO",)},
    days=(date(2026, 2, 27), date(2026, 3, 1)),
    laws=(
        Law("delay_minutes <= block_minutes + 1", "example"),
        Law("cancelled OR NOT augmented", "example"),
        Law("origin <> destination OR (segments > 1 AND delay_code <> 'HVN')", "example"),
    ),
)
"""Facts of so few values that every row can be tried."""
PLACES = ("HVN", "MCO", "O'H", "", "one", "another")
LAWS = [parse(law.condition, Grain.LEG) for law in SMALL.laws]
VALUES: dict[FactType, tuple[object, ...]] = {
    FactType.INTEGER: (0, 1, 2, 3),
    FactType.TEXT: PLACES,
    FactType.BOOLEAN: (False, True),
    FactType.DATE: (date(2026, 2, 27), date(2026, 2, 28), date(2026, 3, 1)),
}


def rows(*conditions: Condition) -> Iterator[dict[str, object]]:
    """Every lawful row of the facts that the conditions read; leaves out those with too many facts."""
    facts = sorted(frozenset[str]().union(*(condition.facts for condition in conditions)))
    values = [(None, *SMALL.texts.get(fact, VALUES[FACTS[fact].type])) for fact in facts]
    assume(prod(map(len, values)) <= 6000)
    return (row for row in (dict(zip(facts, row, strict=True)) for row in product(*values)) if lawful(row))


def lawful(row: Mapping[str, object]) -> bool:
    return all(evaluate(law, row).truth is not Truth.FAILS for law in LAWS)


def holds(condition: Condition, row: Mapping[str, object]) -> bool:
    return evaluate(condition, row).truth is Truth.HOLDS


@given(CONDITIONS)
def test_possible_is_that_some_row_satisfies(text: str) -> None:
    condition = readable(text)
    assert possible(condition, SMALL) is any(holds(condition, row) for row in rows(condition))


@given(CONDITIONS, CONDITIONS)
def test_together_is_that_some_row_satisfies_both(one: str, other: str) -> None:
    first, second = readable(one), readable(other)
    found = together(first, second, SMALL)
    assert (found is not None) is any(holds(first, row) and holds(second, row) for row in rows(first, second))


@given(CONDITIONS, CONDITIONS)
def test_inside_is_that_no_row_satisfies_only_the_first(one: str, other: str) -> None:
    first, second = readable(one), readable(other)
    out = any(holds(first, row) and not holds(second, row) for row in rows(first, second))
    assert inside(first, second, SMALL) is not out


@given(CONDITIONS, CONDITIONS)
def test_a_witness_is_a_lawful_row_on_which_both_hold(one: str, other: str) -> None:
    first, second = readable(one), readable(other)
    found = together(first, second, SMALL)
    assume(found is not None)
    assert found is not None
    row: dict[str, object] = dict(found.row)
    assert holds(first, row)
    assert holds(second, row)
    assert lawful(row)
    assert all(value in (None, *SMALL.texts.get(fact, (value,))) for fact, value in row.items())
    assert all(0 <= row[fact] <= 3 for fact in INTEGERS if row.get(fact) is not None)  # type: ignore[operator]
    assert all(not (holds(first, rest) and holds(second, rest)) for rest in without_one(row))


@given(CONDITIONS, CONDITIONS)
def test_the_solver_says_by_itself_what_trying_finds(one: str, other: str) -> None:
    first, second = readable(one), readable(other)
    laws = [unless_false(law.tree, first.facts | second.facts) for law in LAWS]
    row = solving.solve((first.tree, second.tree, *laws), SMALL)
    assert (row is None) is (together(first, second, SMALL) is None)
    assert row is None or (holds(first, row) and holds(second, row) and lawful(row))


def without_one(row: Mapping[str, object]) -> Iterator[dict[str, object]]:
    """The row without each of its facts: every one is needed."""
    return ({name: value for name, value in row.items() if name != fact} for fact in row)


@given(CONDITIONS, CONDITIONS)
def test_the_cheap_proofs_are_proofs(one: str, other: str) -> None:
    first, second = readable(one), readable(other)
    assert not (apart(first, second) and together(first, second))
    assert not (implies(first, second) and not inside(first, second))


@pytest.mark.parametrize("fact", sorted({*LAWFUL.numbers, *LAWFUL.texts, *LAWFUL.such_as}))
def test_what_is_lawful_is_said_of_published_facts_of_the_right_type(fact: str) -> None:
    assert (FACTS[fact].type is FactType.INTEGER) is (fact in LAWFUL.numbers)
    assert (FACTS[fact].type is FactType.TEXT) is (fact in LAWFUL.texts or fact in LAWFUL.such_as)


@pytest.mark.parametrize("fact", sorted(LAWFUL.texts))
def test_listed_texts_are_those_of_the_meaning(fact: str) -> None:
    assert [text for text in LAWFUL.texts[fact] if text not in FACTS[fact].meaning] == []


@pytest.mark.parametrize("law", LAWFUL.laws, ids=[law.condition for law in LAWFUL.laws])
def test_a_law_reads_values_forbids_something_and_not_everything(law: Law) -> None:
    condition = parse(law.condition, Grain.LEG)
    assert "NULL" not in condition.normalised
    assert possible(condition)
    try:
        broken = parse(f"NOT ({law.condition})", Grain.LEG)
    except InputError as refused:
        pytest.fail(str(refused))
    assert not possible(broken)
    assert possible(broken, Lawful(numbers=LAWFUL.numbers, texts=LAWFUL.texts))
