"""The statements of ``cypher/``: each loads, says what it is for, and takes exactly what it declares."""

from datetime import date
from importlib import resources
from pathlib import Path

import pytest

from domain.errors import InputError
from graph.queries import Query, checks, named

FOLDER = Path(str(resources.files("cypher"))) / "queries"
NAMES = sorted(file.relative_to(FOLDER).with_suffix("").as_posix() for file in FOLDER.rglob("*.cypher"))


@pytest.mark.parametrize("name", NAMES)
def test_every_statement_loads(name: str) -> None:
    query = named(name)
    assert query.name == name
    assert query.purpose.endswith(".")
    assert "//" not in query.text


def test_every_check_says_what_is_wrong() -> None:
    assert len(checks()) >= 8
    for query in checks():
        assert query.text.endswith("AS what"), query.name
        assert not query.parameters


def test_an_unknown_name_is_refused() -> None:
    with pytest.raises(InputError, match="There is no statement rules/none"):
        named("rules/none")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "takes .'number'. and was given .."),
        ({"number": 1, "more": 2}, "was given .'more', 'number'."),
        ({"number": "1"}, r"\$number is a str; give a integer"),
    ],
)
def test_parameters_are_those_declared(given: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        named("edition/set_mark").checked(given)


def test_declared_parameters_pass_unchanged() -> None:
    given = {"scenarios": [["PUBLIC", "x"]], "owners": ["XP"], "position": "CAPTAIN", "base": "HVN"}
    given_all: dict[str, object] = given | {"on": date(2026, 1, 1)}
    assert named("traversal/flight").checked(given_all) == given_all


def test_a_query_is_a_value() -> None:
    assert named("edition/mark") is named("edition/mark")
    assert named("edition/mark") == Query("edition/mark", named("edition/mark").purpose, named("edition/mark").text, {})
