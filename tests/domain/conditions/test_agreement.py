"""The columnar reading, the plain one and SQLite's say the same of every condition and row, unknowns included."""

import re
import sqlite3
from collections.abc import Iterator
from datetime import date

import polars as pl
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.conditions import Condition, Truth, evaluate, parse
from domain.conditions.expression import COLUMN, check_columns
from domain.errors import InputError
from domain.facts import FACTS
from domain.rules.pay import Grain
from tests.domain.conditions.generated import CONDITIONS, NAMES, ROWS

ANSWER = {True: Truth.HOLDS, False: Truth.FAILS, None: Truth.NEEDS_DATA}
SCHEMA = {name: COLUMN[FACTS[name].type] for name in NAMES}


def readable(text: str) -> Condition:
    """The condition, leaving out those of which ``parse`` says that they can never hold."""
    try:
        return parse(text, Grain.LEG)
    except InputError as refused:
        assume("can never hold" not in str(refused))
        raise


def columnar(condition: Condition, rows: list[dict[str, object]]) -> list[Truth]:
    """What the Polars expression says of each row."""
    frame = pl.DataFrame(rows, schema=SCHEMA)
    check_columns(condition, frame.schema)
    return [ANSWER[value] for value in frame.with_columns(answer=condition.expression())["answer"]]


@pytest.fixture(scope="module")
def sqlite() -> Iterator[sqlite3.Connection]:
    """A database that knows three-valued logic from elsewhere."""
    with sqlite3.connect(":memory:") as connection:
        yield connection
    connection.close()


def in_sqlite(connection: sqlite3.Connection, text: str, row: dict[str, object]) -> Truth:
    """What SQLite says of the text as it was written; dates are texts there, which compare alike."""
    columns = ", ".join(f":{name} AS {name}" for name in row)
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()}
    spoken = re.sub(r"DATE '", "'", text)
    (found,) = connection.execute(f"SELECT {spoken} FROM (SELECT {columns})", plain).fetchone()
    return ANSWER[None if found is None else bool(found)]


@given(CONDITIONS, st.lists(ROWS, min_size=1, max_size=5))
def test_frames_and_rows_agree(text: str, rows: list[dict[str, object]]) -> None:
    condition = readable(text)
    assert columnar(condition, rows) == [evaluate(condition, row).truth for row in rows]


@given(text=CONDITIONS, row=ROWS)
def test_a_database_agrees(sqlite: sqlite3.Connection, text: str, row: dict[str, object]) -> None:
    assert evaluate(readable(text), row).truth == in_sqlite(sqlite, text, row)


@given(CONDITIONS)
def test_the_normal_text_reads_as_the_same_condition(text: str) -> None:
    condition = readable(text)
    assert parse(condition.normalised, Grain.LEG) == condition


@given(CONDITIONS, ROWS)
def test_an_answer_explains_itself(text: str, row: dict[str, object]) -> None:
    """Missing facts are unknown and asked for; supplied with values, the row needs no more data."""
    condition = readable(text)
    outcome = evaluate(condition, row)
    assert (outcome.failed is not None) == (outcome.truth is Truth.FAILS)
    assert bool(outcome.missing) == (outcome.truth is Truth.NEEDS_DATA)
    assert all(row[name] is None and name in condition.facts for name in outcome.missing)


@given(st.integers(-500, 500), st.integers(-500, 500), st.sampled_from(("=", "<", "<=", ">", ">=")))
def test_the_distance_is_what_was_lacking(value: int, limit: int, comparison: str) -> None:
    """Moving the fact by ``short_by`` makes the condition hold; by one less it does not."""
    condition = parse(f"delay_minutes {comparison} {limit}", Grain.LEG)
    short = evaluate(condition, {"delay_minutes": value}).short_by or 0

    def reached(by: int) -> bool:
        return any(evaluate(condition, {"delay_minutes": value + step}).truth is Truth.HOLDS for step in (by, -by))

    assert reached(short)
    assert short == 0 or not reached(short - 1)
