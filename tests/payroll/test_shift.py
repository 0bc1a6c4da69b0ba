"""What two contracts make of one month: held against each other column by column, and by plain sums beside it."""

from collections import Counter
from datetime import date
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from domain.money import USD
from domain.rules.rule import Key
from payroll.engine import PayResult, pay
from payroll.needs import NEEDS
from payroll.shift import OPENED, SHIFTED, TOTAL, shift
from payroll.spread import SPREAD, described, spread
from tests.payroll.books import book, flat_rate, rule
from tests.payroll.frames import crew_frame, month
from tests.payroll.months import Month, contract, months

FEW = settings(max_examples=20)
DUTIES, LEGS = month(
    [
        {
            "date": "2026-01-05",
            "report": "06:00",
            "release": "20:30",
            "legs": ["XP101 EWR-MCO 07:00-10:00 flown 07:00-10:30"],
        }
    ]
)
GUARANTEE = rule("GUARANTEE", {"type": "monthly_guarantee", "hours": 1})


def paid(rate: str, basis: str = "scheduled", per: int = 0, condition: str = "any_period") -> PayResult:
    """One leg of three hours (flown: half an hour more) in a duty of 14:30, by a contract of this rate and credit."""
    rules = [(flat_rate(rate), "any_period"), (rule("LEG", {"type": "leg_credit", "basis": basis}), "any_flight")]
    rules += [(rule("RIG", {"type": "duty_rig", "per": per}), "any_duty")] if per else []
    return pay(book([*rules, (GUARANTEE, condition)]), crew_frame({"crew_id": "c1"}), DUTIES, LEGS, USD)


@pytest.mark.parametrize(
    ("before", "after", "expect"),
    [
        pytest.param(paid("100.00"), paid("100.00"), [], id="the same"),
        pytest.param(paid("100.00"), paid("90.00"), [("LEG", 30000, 27000, -3000, 0)], id="another rate"),
        pytest.param(paid("100.00"), paid("100.00", "greater"), [("LEG", 30000, 35000, 5000, 30)], id="more credit"),
        pytest.param(
            paid("100.00"), paid("100.00", per=3), [("RIG", 0, 18333, 18333, 110)], id="a rule that was not there"
        ),
        pytest.param(
            paid("100.00", "greater", 3), paid("100.00", per=3),
            [("LEG", 35000, 30000, -5000, -30), ("RIG", 13333, 18333, 5000, 30)], id="one gives what another takes",
        ),
    ],
)  # fmt: skip
def test_each_rule_says_what_it_pays_otherwise(
    before: PayResult, after: PayResult, expect: list[tuple[object, ...]]
) -> None:
    found = shift(before, after, ())
    credit = (pl.col("credit_after") - pl.col("credit_before")).alias("credit")
    assert found.rows.select("rule_code", "before", "after", "delta", credit).rows() == expect
    assert found.crew["delta"].to_list() == [sum(int(str(row[3])) for row in expect)]
    assert (dict(found.rows.schema), dict(found.crew.schema), dict(found.opened.schema)) == (SHIFTED, TOTAL, OPENED)


def _open(result: PayResult, *rows: tuple[str, str]) -> PayResult:
    """The result with the guarantee's rows open, for want of these facts."""
    told = [("c1", "XP", "GUARANTEE", "duty", key, missing) for key, missing in rows]
    return PayResult(result.lines, result.totals, pl.DataFrame(told, schema=dict(NEEDS), orient="row"))


def test_a_rule_that_can_be_computed_no_more_is_no_zero() -> None:
    lean = paid("100.00", condition="senior")
    before, after = (
        _open(lean, ("d1", "delay_code"), ("d2", "out")),
        _open(lean, ("d1", "delay_code"), ("d3", "in, out")),
    )
    found = shift(before, after, ())
    assert found.rows.is_empty(), "no figure differs"
    assert found.opened.rows() == [("c1", "XP", "GUARANTEE", 1, 1, 0, "in, out")]
    assert found.crew.select("delta", "opened", "closed").rows() == [(0, 1, 1)]
    assert shift(before, before, ()).opened.is_empty(), "open all the same"
    told = spread(found.crew, described(crew_frame({"crew_id": "c1"}), date(2026, 1, 1)))
    assert told["undecided"].to_list() == [1, 1, 1, 1]


def test_a_row_that_is_open_on_both_sides_is_no_zero_where_its_rule_may_pay_otherwise() -> None:
    lean = paid("100.00", condition="senior")
    both = _open(lean, ("d1", "delay_code"), ("d2", "out"))
    found = shift(both, both, [Key("XP", "GUARANTEE"), Key("XP", "RIG")])
    assert found.opened.rows() == [("c1", "XP", "GUARANTEE", 0, 0, 2, "delay_code, out")]
    assert found.crew.select("delta", "opened", "closed", "still").rows() == [(0, 0, 0, 2)]
    told = spread(found.crew, described(crew_frame({"crew_id": "c1"}), date(2026, 1, 1)))
    assert (told["undecided"].to_list(), told["unchanged"].to_list()) == ([1, 1, 1, 1], [0, 0, 0, 0])
    assert shift(both, both, [Key("XP", "LEG")]).opened.is_empty(), "another rule's rows are what they were"


def test_a_figure_beside_an_open_row_says_so() -> None:
    richer, lean = paid("100.00", "greater"), paid("100.00")
    open_leg = pl.DataFrame([("c1", "XP", "LEG", "leg", "l9", "out")], schema=dict(NEEDS), orient="row")
    found = shift(lean, PayResult(richer.lines, richer.totals, open_leg), ())
    assert found.rows.select("rule_code", "open_before", "open_after").rows() == [("LEG", 0, 1)]


def _plain(before: PayResult, after: PayResult) -> list[tuple[object, ...]]:
    """SHIFTED without the open rows, by counting line by line."""
    sums = []
    for result in (before, after):
        amount, credit = Counter[tuple[str, ...]](), Counter[tuple[str, ...]]()
        for line in result.lines.iter_rows(named=True):
            key = tuple(line[name] for name in ("crew_id", "rule_owner", "rule_code", "component"))
            amount[key] += line["amount"]
            credit[key] += line["credit"]
        sums.append((amount, credit))
    (was, counted), (is_, counts) = sums
    return [
        (*key, was[key], is_[key], is_[key] - was[key], counted[key], counts[key])
        for key in sorted(was.keys() | is_.keys())
        if (was[key], counted[key]) != (is_[key], counts[key])
    ]


@st.composite
def two_contracts(draw: st.DrawFn) -> tuple[Month, PayResult, PayResult]:
    """A random month with what two random contracts make of it."""
    one = draw(months())
    other = contract(Random(draw(st.integers(0, 2**40))), one.book.start, one.book.end)
    return one, pay(*one, USD), pay(other, *one[1:], USD)


@given(two_contracts())
@FEW
def test_rows_and_people_and_groups_add_up_to_one_total(given: tuple[Month, PayResult, PayResult]) -> None:
    one, before, after = given
    found = shift(before, after, ())
    was, is_ = (int(result.totals["gross"].sum()) for result in (before, after))
    total = is_ - was
    assert found.rows["delta"].sum() == found.crew["delta"].sum() == total
    by_person = found.rows.group_by("crew_id").agg(pl.col("delta").sum()).filter(pl.col("delta") != 0)
    assert dict(by_person.rows()) == dict(found.crew.filter(pl.col("delta") != 0).select("crew_id", "delta").rows())
    told = spread(found.crew, described(one.crew, one.book.start))
    for _, rows in told.group_by("dimension"):
        assert (rows["delta"].sum(), rows["crew"].sum()) == (total, one.crew.height)
    counted = told.select(pl.sum_horizontal("gainers", "losers", "unchanged", "undecided"))
    assert counted.to_series().to_list() == told["crew"].to_list()
    assert dict(told.schema) == SPREAD


@given(two_contracts())
@FEW
def test_the_columns_say_what_plain_counting_says(given: tuple[Month, PayResult, PayResult]) -> None:
    _, before, after = given
    assert shift(before, after, ()).rows.drop("open_before", "open_after").rows() == _plain(before, after)


@given(two_contracts())
@FEW
def test_the_way_back_is_the_same_turned_around(given: tuple[Month, PayResult, PayResult]) -> None:
    _, before, after = given
    there, back = shift(before, after, ()), shift(after, before, ())
    turned = back.rows.select("crew_id", "rule_code", before="after", after="before", delta="delta")
    assert_frame_equal(there.rows.select("crew_id", "rule_code", "before", "after", -pl.col("delta")), turned)
    assert there.opened["opened"].sum() == back.opened["closed"].sum()
    same = shift(before, before, ())
    assert (same.rows.height, same.opened.height, same.crew["delta"].sum()) == (0, 0, 0)


@pytest.mark.parametrize(
    ("hired", "expect"),
    [
        pytest.param(date(2026, 1, 20), "0 to 1 years", id="not hired yet"),
        pytest.param(date(2024, 1, 2), "0 to 1 years", id="a day short of two years"),
        pytest.param(date(2024, 1, 1), "2 to 4 years", id="two years"),
        pytest.param(date(2021, 1, 1), "5 to 9 years", id="five years"),
        pytest.param(date(2006, 1, 1), "20 years or more", id="twenty years"),
    ],
)
def test_bands_are_of_full_years(hired: date, expect: str) -> None:
    people = described(crew_frame({"crew_id": "c1", "hire_date": hired}), date(2026, 1, 1))
    assert people["service"].to_list() == [expect]


@pytest.mark.parametrize(
    ("deltas", "expect"),
    [([3], 3), ([1, 2], 2), ([-1, -2], -2), ([5, 1, 3], 3), ([0, 0, 7, 9], 4), ([-3, 4], 1)],
    ids=str,
)
def test_the_median_is_a_whole_minor_unit(deltas: list[int], expect: int) -> None:
    """Between two it is half their sum, half a unit away from zero."""
    names = [f"c{number}" for number in range(len(deltas))]
    total = pl.DataFrame(
        [(name, 0, delta, delta, 0, 0, 0, 0, 0) for name, delta in zip(names, deltas, strict=True)],
        schema=dict(TOTAL), orient="row",
    )  # fmt: skip
    people = described(crew_frame(*({"crew_id": name} for name in names)), date(2026, 1, 1))
    assert spread(total, people)["median"][0] == expect
