"""Laws of the answer to a pay case, by cases by chance."""

import json
from decimal import Decimal
from random import Random

import pytest

from domain.paycases.reading import read, read_value
from services.paycases import Desk
from tests.domain.paycases.generated import pay_case

DESK = Desk()
SEEDS = range(40)


@pytest.mark.parametrize("seed", SEEDS)
def test_lines_add_up_and_the_order_of_terms_and_trips_changes_nothing(seed: int) -> None:
    value = pay_case(seed)
    found = DESK.explain(read_value(value)).written()
    other = read(json.dumps(value)).given  # as a file has it
    assert other == read_value(value).given
    if "gross" not in found:
        assert found["needs_clause"] or found["needs_data"]
        return
    assert sum((Decimal(line["amount"]) for line in found["lines"]), Decimal(0)) == Decimal(found["gross"])
    assert all(row["because"] for row in [*found["lines"], *found["not_paid"]])
    for listed in ("terms", "trips"):
        Random(seed).shuffle(value.get(listed, []))
    again = DESK.explain(read_value(value)).written()
    names = ("credit", "gross", "rulebook")
    assert [again[name] for name in names] == [found[name] for name in names]
    assert sorted(map(str, again["lines"])) == sorted(map(str, found["lines"]))


def test_many_of_these_cases_are_worked_out_and_some_are_not() -> None:
    done = [DESK.explain(read_value(pay_case(seed))).complete for seed in SEEDS]
    assert 10 < sum(done) < 40
