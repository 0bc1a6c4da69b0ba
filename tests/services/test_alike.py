"""Which rules may pay otherwise under another Rulebook: the changed one, whoever meets it, and what hangs on it."""

from datetime import date

import pytest

from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import RuleGraph
from domain.rules.rule import Key
from graph.applying import apply
from graph.edits import SetValue
from graph.packs import load_packs
from services.alike import may_pay_otherwise, same_law, same_pay

XP, PERIOD = "XP", (date(2026, 12, 1), date(2027, 1, 1))
DIEM, LEG, OVERTIME, GUARANTEE = (f"SAMPLE_Section_{one}" for one in ("6.A", "3.B", "4.B", "4.A"))


@pytest.fixture(scope="module")
def content() -> RuleGraph:
    """Shared law, and the sample contract of one airline."""
    return load_packs(airlines=[XP])


def book(content: RuleGraph, *edits: SetValue) -> Rulebook:
    """December's Rulebook after these edits."""
    return resolve(apply(content, edits), XP, *PERIOD)


@pytest.mark.parametrize(
    ("code", "path", "value", "moves", "stays"),
    [
        pytest.param(DIEM, "per_hour", "3.00", {DIEM}, {LEG, OVERTIME, GUARANTEE}, id="nothing hangs on it"),
        pytest.param(LEG, "basis", "scheduled", {LEG, OVERTIME, GUARANTEE}, {DIEM}, id="credit, and what counts it"),
        pytest.param(DIEM, "title", "Meals", set(), {DIEM, LEG, OVERTIME, GUARANTEE}, id="words alone"),
    ],
)
def test_what_may_pay_otherwise(
    content: RuleGraph, code: str, path: str, value: str, moves: set[str], stays: set[str]
) -> None:
    before, after = book(content), book(content, SetValue(rule=Key(XP, code), path=path, value=value))
    for one, other in ((before, after), (after, before)):
        found = {key.code for key in may_pay_otherwise(one, other, content.edges)}
        assert (moves - found, stays & found) == (set(), set())


def test_the_same_rulebook_pays_the_same(content: RuleGraph) -> None:
    one, other = book(content), book(content)
    assert (may_pay_otherwise(one, other, content.edges), same_pay(one, other), same_law(one, other)) == (
        frozenset(),
        True,
        True,
    )
