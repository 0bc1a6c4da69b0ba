"""States of a trip as rows of the frames that pay reads: keys carry the state's number, so that none meets another."""

from collections.abc import Iterator
from typing import Any

import polars as pl

from domain.frames import DUTIES, DUTY_MORE, EMPTIED, LEG_MORE, LEGS, VERSIONS, Schema
from services.tripstates import Content, State, at

Row = dict[str, Any]


def duties(states: list[State]) -> pl.DataFrame:
    """The DUTIES of the states: as flown where flown, else as planned."""
    return _frame([row for number, state in enumerate(states) for row in _duties(state, number)], DUTIES | DUTY_MORE)


def legs(states: list[State]) -> pl.DataFrame:
    """The LEGS of the states; what had not flown yet is taken to have flown as planned."""
    return _frame([row for number, state in enumerate(states) for row in _legs(state, number)], LEGS | LEG_MORE)


def versions(states: list[State]) -> pl.DataFrame:
    """The VERSIONS of the states: the trip as it had last stood at every stage before it was flown."""
    return _frame([row for number, state in enumerate(states) for row in _versions(state, number)], VERSIONS)


def emptied(states: list[State]) -> pl.DataFrame:
    """The EMPTIED of the states: the trip once its last duty is gone."""
    found = [(number, state.trip) for number, state in enumerate(states) if not state.duties]
    rows = [_keys(trip, number, trip_id="id") | {"report": at(trip["planned_report"])} for number, trip in found]
    return _frame(rows, EMPTIED)


def _duties(state: State, number: int) -> Iterator[Row]:
    for row in state.duties:
        planned = {name: at(row[name]) for name in ("planned_report", "planned_release")}
        real = {name: at(row[f"actual_{name}"] or row[f"planned_{name}"]) for name in ("report", "release")}
        yield {
            **_keys(row, number, duty_id="id", trip_id="trip_id"),
            **planned,
            **real,
            "assigned_by": row.get("assigned_by"),
            "reported": (row["actual_report"] or row["actual_release"]) is not None,
        }


def _legs(state: State, number: int) -> Iterator[Row]:
    for seat, flight in state.seats:
        told = {name: seat.get(name) for name in ("operated_by_other", "added_after_report", "language")}
        yield {
            **_keys(seat, number, leg_id="id", duty_id="duty_id", trip_id="trip_id"), **_times(flight), **told,
            "flight_id": flight["id"], "flight_number": flight["flight_number"], "kind": seat["position"],
            "origin": flight["origin_airport"], "destination": flight["destination_airport"],
            "aircraft_type": flight["aircraft_type"], "delay_code": flight["delay_code"],
            "cancelled": flight["status"] == "CANCELLED", "gate_return": flight.get("gate_return"),
        }  # fmt: skip


def _times(flight: Content) -> dict[str, int | None]:
    """A flight that has left and is not in yet is taken to need its scheduled block."""
    due = {name: at(flight[f"scheduled_{name}"]) for name in ("departure", "arrival")}
    known = {name: at(flight[name]) if flight.get(name) else None for name in ("actual_departure", "actual_arrival")}
    out = due["departure"] if known["actual_departure"] is None else known["actual_departure"]
    arrived = known["actual_arrival"]
    if flight["status"] == "CANCELLED":
        out = known["actual_departure"]  # type: ignore[assignment]
    elif arrived is None:
        arrived = out + due["arrival"] - due["departure"]
    landed = at(flight["landed_at"]) if flight.get("landed_at") else None
    return {
        "scheduled_out": due["departure"],
        "scheduled_in": due["arrival"],
        "out": out,
        "in": arrived,
        "landed": landed,
    }


def _versions(state: State, number: int) -> Iterator[Row]:
    for stage, row in sorted(state.stages.items()):
        yield {
            "crew_id": str(number), "trip_id": f"{row['id']}@{number}", "stage": stage,
            "report": at(row["planned_report"]), "release": at(row["planned_release"]),
            "block": row.get("block_minutes"), "deadhead": row.get("deadhead_minutes"),
        }  # fmt: skip


def _keys(row: Content, number: int, **names: str) -> Row:
    return {"crew_id": str(number), **{name: f"{row[source]}@{number}" for name, source in names.items()}}


def _frame(rows: list[Row], schema: Schema) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=dict(schema)) if rows else pl.DataFrame(schema=dict(schema))
