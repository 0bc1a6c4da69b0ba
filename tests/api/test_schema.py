"""The schema: what clients rely on changes only on purpose."""

import os
from pathlib import Path

import pytest
from graphql import GraphQLObjectType, parse, validate

from api.schema import SCHEMA
from cli import questions as asked_by_the_demo
from tests.api import questions as asked_here

SNAPSHOT = Path(__file__).with_name("schema.graphql")
QUESTIONS = [
    (module.__name__, name, text)
    for module in (asked_by_the_demo, asked_here)
    for name, text in vars(module).items()
    if name.isupper() and isinstance(text, str)
]


def test_the_schema_is_the_accepted_one() -> None:
    """A change is looked at and accepted: CREWLEX_ACCEPT_SCHEMA=1 writes the file anew."""
    text = SCHEMA.as_str() + "\n"
    if os.environ.get("CREWLEX_ACCEPT_SCHEMA") == "1":
        SNAPSHOT.write_text(text, "utf-8")
    assert SNAPSHOT.read_text("utf-8") == text, "Look at the change, then accept it with CREWLEX_ACCEPT_SCHEMA=1."


@pytest.mark.parametrize(("module", "name", "text"), QUESTIONS)
def test_every_question_fits_the_schema(module: str, name: str, text: str) -> None:
    assert validate(SCHEMA._schema, parse(text)) == []


def test_every_question_and_type_says_what_it_is() -> None:
    """What stands in a docstring is what a client reads."""
    kinds = [each for each in SCHEMA._schema.type_map.values() if not each.name.startswith("__")]
    assert [each.name for each in kinds if isinstance(each, GraphQLObjectType) and not each.description] == []
    asked = SCHEMA._schema.query_type
    assert asked is not None
    assert [name for name, field in asked.fields.items() if not field.description] == []


def test_no_amount_is_a_binary_fraction() -> None:
    """Money is text with its currency beside it."""
    assert "Float" not in SCHEMA._schema.type_map
