"""Two nested values held against each other: nothing for equal ones, each place for others."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.leaves import apart

LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=3))
NESTED = st.recursive(
    LEAVES,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text("ab", max_size=2), inner, max_size=3)),
    max_leaves=8,
)
CASES = {
    "a value": ({"a": 1}, {"a": 2}, ["a: 1 in the edition, 2 in the table"]),
    "inside a list": ({"a": [1, {"b": "x"}]}, {"a": [1, {"b": "y"}]}, ['a[1].b: "x" in the edition, "y" in the table']),
    "lists of other lengths": ([1], [1, 2], [": [1] in the edition, [1, 2] in the table"]),
    "one side has nothing": ({"a": None}, {}, ["a: null in the edition, nothing in the table"]),
    "truth is no number": ({"a": True}, {"a": 1}, ["a: true in the edition, 1 in the table"]),
    "text is no list": ({"a": "x"}, {"a": ["x"]}, ['a: "x" in the edition, ["x"] in the table']),
}


@pytest.mark.parametrize(("one", "other", "told"), CASES.values(), ids=CASES)
def test_each_place_is_told_with_both_values(one: object, other: object, told: list[str]) -> None:
    assert [each.told("edition", "table") for each in apart(one, other)] == told


@given(NESTED)
def test_equal_values_are_not_apart(value: Any) -> None:
    assert list(apart(value, copy.deepcopy(value))) == []


@given(NESTED, NESTED)
def test_values_are_apart_exactly_where_they_are_not_the_same(one: Any, other: Any) -> None:
    assert bool(list(apart(one, other))) == (repr(sorted_keys(one)) != repr(sorted_keys(other)))


def sorted_keys(value: Any) -> Any:
    """The value with its maps in one order."""
    if isinstance(value, dict):
        return {name: sorted_keys(value[name]) for name in sorted(value)}
    return [sorted_keys(item) for item in value] if isinstance(value, list) else value
