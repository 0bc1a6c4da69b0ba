"""A table that does not fit keeps its words whole as long as there is room, and never loses a letter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.columns import widths

LINE = ["how", "1:20 scheduled block over 1:08 actual"]


@pytest.mark.parametrize(
    ("columns", "room", "expect"),
    [
        pytest.param([["a"], LINE], 80, None, id="it fits"),
        pytest.param([["amount", "293.33"], LINE], 26, [6, 20], id="what is long is broken between words"),
        pytest.param([["run", "b870eadb"], ["", "sha256:0123456789"]], 16, [8, 8], id="a word, where there is no room"),
        pytest.param([["", "one\ntwo"], LINE], 40, None, id="lines of a cell lie below each other"),
        pytest.param([["b870eadb"], ["x"]], 8, None, id="no room at all"),
    ],
)
def test_widths(columns: list[list[str]], room: int, expect: list[int] | None) -> None:
    assert widths(columns, room) == expect


@given(
    st.lists(st.lists(st.text("ab \n", max_size=30), min_size=2, max_size=2), min_size=1, max_size=5),
    st.integers(1, 90),
)
def test_what_is_given_fits(columns: list[list[str]], room: int) -> None:
    found = widths(columns, room)
    if found is not None:
        first = max(len(line) for text in columns[0] for line in ("", *text.splitlines()))
        assert (sum(found) <= room, found[0] >= first) == (True, True)
