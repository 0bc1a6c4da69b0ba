"""Equal values have equal bytes, whatever the order they were built in."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.canonical import canonical, digest
from domain.crew import Position
from domain.rules.fields import Frozen, Minutes
from domain.rules.rule import Key


class Sample(Frozen):
    """Something with a default, which is spelt out."""

    length: Minutes
    name: str = "x"


SPELLINGS = [
    ("keys sorted", {"b": 1, "a": None}, '{"a":null,"b":1}'),
    ("no needless zeros", Decimal("90.50"), '"90.5"'),
    ("no exponent", Decimal("1E+2"), '"100"'),
    ("dates", [date(2026, 7, 1), datetime(2026, 7, 1, 6, tzinfo=UTC)], '["2026-07-01","2026-07-01T06:00:00+00:00"]'),
    ("members by value", {Position.CAPTAIN: True}, '{"CAPTAIN":true}'),
    ("sets sorted", frozenset({"b", "a"}), '["a","b"]'),
    ("keys of nodes", Key("PUBLIC", "117.25(e)"), '["PUBLIC","117.25(e)"]'),
    ("records with their defaults", Sample(length=630), '{"length":630,"name":"x"}'),
    ("letters as they are", "Zürich", '"Zürich"'),
]  # fmt: skip


@pytest.mark.parametrize(("value", "text"), [case[1:] for case in SPELLINGS], ids=[case[0] for case in SPELLINGS])
def test_one_spelling(value: object, text: str) -> None:
    assert canonical(value) == text


@pytest.mark.parametrize("value", [1.5, object(), b"bytes"])
def test_what_has_no_one_spelling_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="no canonical form"):
        canonical({"inside": [value]})


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5) | st.none(), min_size=1))
def test_the_order_of_keys_carries_no_meaning(value: dict[str, object]) -> None:
    turned = dict(reversed(value.items()))
    assert digest(turned) == digest(value)
    assert digest(value | {"another key": 1}) != digest(value)


def test_a_digest_says_its_kind() -> None:
    assert digest({}) == "sha256:44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
