"""A graph throughout one period: what began, what ended, and what may not change inside it."""

from datetime import date

import pytest

from domain.dated import throughout, turning_days
from domain.errors import RefusedError
from domain.resolve import resolve
from domain.rulegraph import Edge, EdgeKind, RuleGraph
from domain.rules.pay import Grain
from domain.rules.rule import PUBLIC, Former, Key, Scenario

OCT, NOV, DEC, JAN = date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)
MID = date(2026, 11, 15)


def drawn(since: date | None = None, until: date | None = None) -> RuleGraph:
    edge = Edge(
        kind=EdgeKind.APPLIES_TO,
        owner="XP",
        source=Key("XP", "A"),
        target=Key(PUBLIC, "late"),
        since=since,
        until=until,
    )
    return RuleGraph(edges=(edge,))


def late(*earlier: Former) -> Scenario:
    return Scenario(
        id="late", title="Late", category="DELAY", grain=Grain.LEG, condition="delay_minutes >= 60", earlier=earlier
    )


@pytest.mark.parametrize(
    ("name", "since", "until", "stands"),
    [
        ("always", None, None, True),
        ("from the period's first day on", NOV, None, True),
        ("from a day before it on", OCT, None, True),
        ("from the day after it on", DEC, None, False),
        ("up to the period's first day", None, NOV, False),
        ("up to the day after it", None, DEC, True),
        ("long over", None, OCT, False),
    ],
)
def test_a_relationship_counts_from_its_first_day_up_to_its_last(
    name: str, since: date | None, until: date | None, stands: bool
) -> None:
    assert bool(throughout(drawn(since, until), NOV, DEC).edges) is stands


@pytest.mark.parametrize(
    "graph", [drawn(MID), drawn(OCT, MID), RuleGraph(scenarios=(late(Former(until=MID, condition="TRUE")),))]
)
def test_what_changes_inside_a_period_is_refused_by_name_and_day(graph: RuleGraph) -> None:
    with pytest.raises(RefusedError, match=r"late.* changes on 2026-11-15, inside the period from 2026-11-01"):
        throughout(graph, NOV, DEC)


def test_a_scenario_holds_as_it_read_in_the_period() -> None:
    scenario = late(
        Former(until=OCT, condition="delay_minutes >= 15"), Former(until=DEC, condition="delay_minutes >= 30")
    )
    graph = RuleGraph(scenarios=(scenario,))
    read = [
        throughout(graph, *month).scenarios[0].condition for month in ((date(2026, 9, 1), OCT), (NOV, DEC), (DEC, JAN))
    ]
    assert read == ["delay_minutes >= 15", "delay_minutes >= 30", "delay_minutes >= 60"]


def test_a_change_announced_for_next_month_leaves_this_months_rulebook_as_it_is_but_for_its_edge() -> None:
    before, after = (
        RuleGraph(scenarios=(late(),)),
        RuleGraph(scenarios=(late(Former(until=DEC, condition="delay_minutes >= 60")),)),
    )
    books = [resolve(graph, "XP", NOV, DEC) for graph in (before, after)]
    assert (books[0].scenarios, books[0].chosen) == (books[1].scenarios, books[1].chosen)
    assert books[1].same_until == DEC
    assert list(turning_days(after)) == [DEC]


def test_a_relationship_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        drawn(DEC, NOV)
