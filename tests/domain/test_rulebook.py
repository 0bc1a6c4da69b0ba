"""The Rulebook: what it says of its rules, and a hash of exactly its content."""

from datetime import date

from domain.resolve import resolve
from tests.domain.examples import AIRLINE, END, START, applies, delay_pay, graph, key, night_pay, resolved

LATE = delay_pay("late", 100)
NIGHT = night_pay("night", 50)


def test_rules_are_found_by_key_family_and_scenario() -> None:
    book = resolved(LATE, NIGHT, applies(LATE, "delayed", "long_delay"))
    assert list(book.rules) == [key("late"), key("night")]
    assert book.of_family("premium") == (NIGHT,)
    assert [scenario.id for scenario in book.scenarios_of(LATE.key)] == ["delayed", "long_delay"]


def test_the_hash_changes_with_a_value_a_scenario_and_the_period() -> None:
    parts = graph(LATE, NIGHT)
    books = [
        resolve(parts, AIRLINE, START, END),
        resolve(parts, AIRLINE, START, date(2026, 8, 2)),
        resolve(parts, "QQ", START, END),
        resolved(LATE, night_pay("night", 51)),
        resolved(LATE, NIGHT, applies(LATE, "delayed")),
    ]
    assert len({book.hash for book in books}) == len(books)
    assert resolved(NIGHT, LATE).hash == books[0].hash


def test_a_condition_said_otherwise_leaves_the_hash_as_it_is() -> None:
    content = graph(LATE, applies(LATE, "delayed"))
    said = tuple(
        one.model_copy(update={"condition": "NOT (60 > delay_minutes)"}) if one.id == "delayed" else one
        for one in content.scenarios
    )
    again = resolve(content.model_copy(update={"scenarios": said}), AIRLINE, START, END)
    assert again.hash == resolve(content, AIRLINE, START, END).hash
