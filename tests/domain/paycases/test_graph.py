"""The rule graph of a case: components in the order in which one counts another."""

from typing import Any

import pytest

from domain.errors import InputError, RefusedError
from domain.paycases.graph import graph_of
from domain.paycases.reading import read_value
from domain.paycases.terms import OWNER
from domain.resolve import resolve
from domain.rulegraph import Edge, EdgeKind, RuleGraph
from domain.rules.pay import Grain
from domain.rules.rule import PUBLIC, Key, PayComponent, Scenario
from tests.domain.paycases.cases import GUARANTEE, LEG_CREDIT, RIG, Case, case, term

STANDBY = term("standby_credit")
OVERTIME = term("overtime", threshold="80:00", percent=50)
TENTH = term("premium", component="tenth", percent=10)
MANY = [OVERTIME, GUARANTEE, TENTH, STANDBY, term("greatest_of", grain="duty", of=["flight_pay", "duty_rig"]),
        term("trip_rig", per=4), RIG, LEG_CREDIT]  # fmt: skip


def shared() -> RuleGraph:
    """Two components that a pack describes, one counting the other, and a scenario."""
    parts = [PayComponent(type=name, title=name, grain=Grain.LEG) for name in ("flight_pay", "greatest_of", "trip_rig")]
    needs = Edge(
        kind=EdgeKind.DEPENDS_ON, owner=PUBLIC, source=Key(PUBLIC, "greatest_of"), target=Key(PUBLIC, "trip_rig")
    )
    late = Scenario(id="late", title="late", category="X", grain=Grain.LEG, condition="delay_minutes >= 60")
    return RuleGraph(components=tuple(parts), edges=(needs,), scenarios=(late,))


def line_up(*terms: Case) -> list[str]:
    """The components of a case in the order in which they are worked out."""
    read = read_value(case(*terms))
    period = read.given.period
    book = resolve(graph_of(read.terms, shared()), OWNER, period.start, period.end)
    return [component.type for component in book.components]


def test_credit_is_known_before_what_counts_it_in_whatever_order_terms_are_written() -> None:
    usual = ["flight_pay", "duty_rig", "greatest_of", "trip_rig", "standby", "tenth", "guarantee", "overtime"]
    assert line_up(*MANY) == line_up(*reversed(MANY)) == usual


def test_a_term_that_says_what_it_counts_counts_nothing_else() -> None:
    own = GUARANTEE | {"depends_on": ["leg_credit"]}
    assert line_up(own, STANDBY, LEG_CREDIT, RIG) == ["flight_pay", "guarantee", "duty_rig", "standby"]


def test_terms_that_need_each_other_are_refused() -> None:
    terms = LEG_CREDIT | {"depends_on": ["duty_rig"]}, RIG | {"depends_on": ["leg_credit"]}
    with pytest.raises(RefusedError, match="circle"):
        line_up(*terms)


def test_a_part_of_the_statement_may_be_called_as_one_likes() -> None:
    assert line_up(RIG | {"component": "wait"}, LEG_CREDIT | {"component": "flying"}) == ["flying", "wait"]


def test_a_shared_scenario_narrows_a_term() -> None:
    read = read_value(case(TENTH | {"applies_to": ["late"]}))
    graph = graph_of(read.terms, shared())
    assert [edge.target.code for edge in graph.edges if edge.kind is EdgeKind.APPLIES_TO] == ["late"]
    with pytest.raises(InputError, match=r"terms\[0\].applies_to\[0\]: there is no scenario early"):
        graph_of(read_value(case(TENTH | {"applies_to": ["early"]})).terms, shared())


@pytest.mark.parametrize("more", [{}, {"overrides": ["duty_rig"]}])
def test_an_override_is_an_edge(more: dict[str, Any]) -> None:
    graph = graph_of(read_value(case(LEG_CREDIT | more, RIG)).terms, shared())
    drawn = [edge.target for edge in graph.edges if edge.kind is EdgeKind.OVERRIDES]
    assert drawn == ([Key(OWNER, "duty_rig")] if more else [])
