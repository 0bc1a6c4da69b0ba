"""An interpretation's example is data: a JSON object without binary fractions."""

import pytest
from pydantic import ValidationError

from domain.readings import Interpretation


def reading(example: str) -> Interpretation:
    """An interpretation with this example."""
    return Interpretation(code="R", title="t", situation="s", reading="r", source="x", confidence=50, example=example)


@pytest.mark.parametrize("example", ["", "{}", '{"paid": "90.00", "minutes": 30, "legal": true, "rows": [1, null]}'])
def test_an_object_is_taken(example: str) -> None:
    assert reading(example).example == example


@pytest.mark.parametrize(
    "example", ["paid", "[1]", "3", "{'a': 1}", '{"paid": 90.00}', '{"paid": NaN}', '{"paid": 1e3}', "{"]
)
def test_anything_else_is_refused(example: str) -> None:
    with pytest.raises(ValidationError, match="R: the example is no JSON object: write it as"):
        reading(example)
