"""Which way out goes with which way back, exactly (a minimum-cost flow over whole minutes).

Between a base and a station as many flights as possible get their other way, those first that the month's edge does
not excuse, then as few layovers as possible, then as little waiting as possible. Between two bases either one's crew
may fly a trip.
"""

from collections.abc import Collection, Sequence
from typing import Final

from ortools.graph.python.min_cost_flow import SimpleMinCostFlow

from domain.clock import DAY
from solver.choices import Choice, Choices
from solver.duties import Duties
from solver.pairing import Pairing, Ways
from solver.problem import Problem

EXCUSED_COST: Final = 10_000 * DAY
"""Flights at the month's edge are matched last: alone they can begin or end a month away."""
_SOURCE, _SINK, _FIRST = 0, 1, 2


def matched(problem: Problem, duties: Duties, between: Ways) -> list[Pairing]:
    """Out and back, matched; then, near the month's edges, flights whose other way lies outside the month."""
    sides = [between, between.turned] if between.station in problem.bases else [between]
    crews = [Choices(problem, duties, side) for side in sides]
    alone = {name: trip for crew in reversed(crews) for name, trip in crew.one_way().items()}
    trips = _cheapest(between, [choice for crew in crews for choice in crew.there_and_back()], alone)
    flown = {flight.id for trip in trips for flight in trip.flights}
    return trips + [trip for name, trip in alone.items() if name not in flown]


def _cheapest(between: Ways, choices: Sequence[Choice], excused: Collection[str]) -> list[Pairing]:
    nodes = {flight.id: node for node, flight in enumerate((*between.out, *between.back), _FIRST)}
    flow = SimpleMinCostFlow()
    arc = flow.add_arc_with_capacity_and_unit_cost
    for flight in between.out:
        arc(_SOURCE, nodes[flight.id], 1, EXCUSED_COST if flight.id in excused else 0)
    for flight in between.back:
        arc(nodes[flight.id], _SINK, 1, EXCUSED_COST if flight.id in excused else 0)
    arcs = [arc(*sorted(nodes[flight.id] for flight in choice.trip.flights), 1, choice.cost) for choice in choices]
    flow.set_node_supply(_SOURCE, len(between.out))
    flow.set_node_supply(_SINK, -len(between.out))
    status = flow.solve_max_flow_with_min_cost()
    assert status == flow.OPTIMAL, f"matching {between.base} and {between.station}: {status}"
    return [choice.trip for choice, at in zip(choices, arcs, strict=True) if flow.flow(at)]
