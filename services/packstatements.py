"""A pay case of a pack through the pay engine, and its answer in the words of the case."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any, Final

import polars as pl

from domain.airports import zone_of
from domain.clock import hours, to_minutes
from domain.frames import CREW, DUTIES, LEGS, Schema
from domain.money import USD
from domain.resolve import resolve
from domain.rulebook import Rulebook
from domain.rulegraph import RuleGraph
from graph.pack import PackCase
from payroll.engine import pay

AIRLINE: Final = "XX"


def statement(content: RuleGraph, case: PackCase) -> dict[str, Any]:
    """Credit, gross and components, as the case expects them."""
    given = case.input
    duties, legs = _frame(_duties(given), DUTIES), _frame(_legs(given), LEGS)
    paid = pay(_book(content, case), _frame([_crew(given)], CREW), duties, legs, USD)
    if paid.needs_data.height:
        return {"needs": paid.needs_data["missing"][0]}
    components: dict[str, int] = {}
    for row in paid.lines.iter_rows(named=True):
        components[row["component"]] = components.get(row["component"], 0) + row["amount"]
    total = paid.totals.row(0, named=True)
    return {
        "credit": hours(max(total["credit"], total["guarantee"])),
        "gross": USD.text(total["gross"]),
        "components": {name: USD.text(amount) for name, amount in components.items()},
    }


def _book(content: RuleGraph, case: PackCase) -> Rulebook:
    """The Rulebook of exactly the rules that the case names."""
    kept = tuple(rule for rule in content.rules if rule.owner == AIRLINE and rule.code in case.terms)
    gone = {rule.key for rule in content.rules} - {rule.key for rule in kept}
    edges = tuple(edge for edge in content.edges if not {edge.source, edge.target} & gone)
    first, last = case.input["period"]["start"], case.input["period"]["end"]
    return resolve(content.model_copy(update={"rules": kept, "edges": edges}), AIRLINE, first, last + timedelta(days=1))


def _frame(rows: Iterable[dict[str, Any]], schema: Schema) -> pl.DataFrame:
    return pl.DataFrame(list(rows), schema=dict(schema), orient="row")


def _crew(given: dict[str, Any]) -> dict[str, Any]:
    crew, available = given["crew"], given.get("available", {})
    rate = crew.get("hourly_rate")
    return {
        "crew_id": crew["id"],
        "employee_id": crew["id"],
        "position": crew["position"],
        "base": crew["base"],
        "zone": zone_of(crew["base"]),
        "hire_date": crew["hire_date"],
        "contract_rate": None if rate is None else int(rate.replace(".", "")),
        "available_from": available.get("start"),
        "available_to": available.get("end"),
    }


def _keys(given: dict[str, Any]) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    for trip in given.get("trips", ()):
        for place, duty in enumerate(trip["duties"]):
            yield {"crew_id": given["crew"]["id"], "trip_id": trip["id"], "duty_id": f"{trip['id']}-{place}"}, duty


def _duties(given: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for keys, duty in _keys(given):
        times = {name: _minute(duty[name]) for name in ("report", "release")}
        yield keys | times | {f"planned_{name}": minute for name, minute in times.items()}


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
                "aircraft_type": leg.get("aircraft_type", "B738"),
                "delay_code": leg.get("delay_code"),
                "cancelled": leg.get("cancelled", False),
                **{ours: _minute(leg[theirs]) if theirs in leg else None for ours, theirs in times.items()},
            }


def _minute(text: str) -> int:
    return to_minutes(datetime.fromisoformat(text.replace("Z", "+00:00")))


def lacking_input(case: PackCase) -> str:
    """A key of a pay case that the engine's frames cannot say yet; empty where they say all of it."""
    if "trips" in case.input and any("legs" not in duty for trip in case.input["trips"] for duty in trip["duties"]):
        return "block"
    asked = ("credit", "standby", "unpaid_days", "days_worked", "holidays")
    return next((key for key in asked if key in case.input), "")
