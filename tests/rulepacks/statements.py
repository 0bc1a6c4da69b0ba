"""A pay case of a pack through the pay engine, and its answer in the words of the case."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from domain.airports import zone_of
from domain.clock import hours, to_minutes
from domain.money import USD
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import RuleGraph
from graph.pack import Case
from payroll.engine import pay
from tests.payroll.frames import crew_frame, duty_frame, leg_frame

AIRLINE = "XX"


def statement(content: RuleGraph, case: Case) -> dict[str, Any]:
    """Credit, gross and components, as the case expects them."""
    given = case.input
    paid = pay(_book(content, case), _crew(given), duty_frame(list(_duties(given))), leg_frame(list(_legs(given))), USD)
    assert paid.needs_data.is_empty(), paid.needs_data
    components: dict[str, int] = {}
    for row in paid.lines.iter_rows(named=True):
        components[row["component"]] = components.get(row["component"], 0) + row["amount"]
    total = paid.totals.row(0, named=True)
    return {
        "credit": hours(max(total["credit"], total["guarantee"])),
        "gross": USD.text(total["gross"]),
        "components": {name: USD.text(amount) for name, amount in components.items()},
    }


def _book(content: RuleGraph, case: Case) -> Rulebook:
    """The Rulebook of exactly the rules that the case names."""
    kept = tuple(rule for rule in content.rules if rule.owner == AIRLINE and rule.code in case.terms)
    gone = {rule.key for rule in content.rules} - {rule.key for rule in kept}
    edges = tuple(edge for edge in content.edges if not {edge.source, edge.target} & gone)
    first, last = case.input["period"]["start"], case.input["period"]["end"]
    return resolve(content.model_copy(update={"rules": kept, "edges": edges}), AIRLINE, first, last + timedelta(days=1))


def _crew(given: dict[str, Any]) -> Any:
    crew, available = given["crew"], given.get("available", {})
    rate = crew.get("hourly_rate")
    return crew_frame(
        {
            "crew_id": crew["id"],
            "position": crew["position"],
            "base": crew["base"],
            "zone": zone_of(crew["base"]),
            "hire_date": crew["hire_date"],
            "contract_rate": None if rate is None else int(rate.replace(".", "")),
            "available_from": available.get("start"),
            "available_to": available.get("end"),
        }
    )


def _keys(given: dict[str, Any]) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    for trip in given.get("trips", ()):
        for place, duty in enumerate(trip["duties"]):
            yield {"crew_id": given["crew"]["id"], "trip_id": trip["id"], "duty_id": f"{trip['id']}-{place}"}, duty


def _duties(given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for keys, duty in _keys(given):
        yield keys | {name: _minute(duty[name]) for name in ("report", "release")}


def _legs(given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for keys, duty in _keys(given):
        for place, leg in enumerate(duty["legs"]):
            times = {"scheduled_out": "sched_out", "scheduled_in": "sched_in", "out": "out", "in": "in"}
            yield keys | {
                "leg_id": f"{keys['duty_id']}-{place}",
                "flight_id": leg["flight"],
                "flight_number": leg["flight"],
                "origin": leg["from"],
                "destination": leg["to"],
                "kind": leg["kind"],
                "delay_code": leg.get("delay_code"),
                "cancelled": leg.get("cancelled", False),
                **{ours: _minute(leg[theirs]) if theirs in leg else None for ours, theirs in times.items()},
            }


def _minute(text: str) -> int:
    return to_minutes(datetime.fromisoformat(text.replace("Z", "+00:00")))
