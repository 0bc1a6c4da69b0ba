"""Rules whose relationships and conditions change inside a year: each event is judged by those of its own day."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from domain.judgement import Verdict
from domain.rulegraph import EdgeKind, RuleGraph
from domain.rules.rule import PUBLIC, Former, Key
from domain.timelines.reading import read
from domain.timelines.timeline import Timeline
from graph.packs import load_packs
from services.timelines import Bench
from tests.legality.written import PILOT

TABLE = "14CFR117.13(a)"
RULE = Key(PUBLIC, TABLE)
TURN = date(2026, 7, 1)
OVER = "at: JFK, segments: 2, flight_minutes: 240"


def days(*reports: str) -> Timeline:
    """Duties of 14:01 from a report at 07:00 in New York: a minute more than Table B allows."""
    ends = {day: date.fromisoformat(day) + timedelta(days=1) for day in reports}
    events = (f"- {{kind: FDP, id: '{d}', {OVER}, report: {d}T11:00Z, end: {ends[d]}T01:01Z}}\n" for d in reports)
    return read(f"{PILOT}events:\n{''.join(events)}")


def no_longer() -> RuleGraph:
    """Table B applies to nothing from the first of July on."""
    rules = load_packs()
    edges = (
        edge.model_copy(update={"until": TURN}) if (edge.kind, edge.source) == (EdgeKind.APPLIES_TO, RULE) else edge
        for edge in rules.edges
    )
    return rules.model_copy(update={"edges": tuple(edges)})


def other_before() -> RuleGraph:
    """Up to the first of July the scenario of Table B asks for more than two segments."""
    rules = load_packs()
    scenarios = (
        each.model_copy(update={"earlier": (Former(until=TURN, condition="segments > 2"),)})
        if each.id == "unaugmented_fdp"
        else each
        for each in rules.scenarios
    )
    return rules.model_copy(update={"scenarios": tuple(scenarios)})


@pytest.mark.parametrize(
    ("name", "rules", "broken"),
    [
        ("a relationship that ends", no_longer, ["2026-06-29"]),
        ("a condition that changes", other_before, ["2026-07-01", "2026-07-03"]),
    ],
)
def test_each_event_is_judged_by_the_rules_of_its_own_day(
    name: str, rules: Callable[[], RuleGraph], broken: list[str]
) -> None:
    found = Bench(rules()).judge(days("2026-06-29", "2026-07-01", "2026-07-03"))
    assert [each.event for each in found.findings if each.rule == TABLE] == broken
    assert (found.verdict, found.duties, len(found.rulebook.split())) == (Verdict.VIOLATION, 3, 2)
    assert TABLE in found.checked
    assert found.words_only == Bench(load_packs()).judge(days("2026-06-29")).words_only != ()
    assert [made.event for made in found.assumptions] == ["2026-06-29", "2026-07-01", "2026-07-03"]


def test_what_lies_before_the_change_still_counts() -> None:
    found = Bench(no_longer()).judge(days("2026-06-30", "2026-07-01"))
    assert [(each.event, each.rule, each.actual) for each in found.findings if "25(e)" in each.rule] == [
        ("2026-07-01", "14CFR117.25(e)", 599)
    ]


def test_only_the_rules_that_are_needed_are_compiled() -> None:
    bench = Bench(no_longer())
    assert len(bench.judges(days("2026-07-01"))) == 1
    assert TABLE not in bench.judge(days("2026-07-01")).checked
    assert len(Bench(load_packs()).judges(days("2026-06-29", "2026-07-01"))) == 1
