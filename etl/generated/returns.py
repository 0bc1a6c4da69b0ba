"""Inbound legs: the record has departures from New York only, so the way back is generated."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final

import polars as pl

from domain.airports import airport
from domain.clock import HOUR
from etl.generated.draws import draw
from etl.moved import flight_id
from etl.schemas import FLIGHTS

TURN: Final = 45  # minutes on the ground, as scheduled
SHORT_TURN: Final = 40  # as flown after a late arrival
ELSEWHERE: Final = 12 * HOUR  # enough for a tail to get from one New York airport to another
DEGREE: Final = 1000


def inbound(outbound: pl.DataFrame, seed: int) -> pl.DataFrame:
    """For every outbound flight one back to where it came from, as ``schemas.FLIGHTS``, ``generated`` throughout.

    By the same tail when that is free until its next departure from New York, else by another free one of the fleet.
    A cancelled flight's way back is cancelled. Eastbound is faster, by a minute a degree.
    """
    rows = outbound.sort("scheduled_out", "flight_id").rows(named=True)
    tails = _Tails(rows)
    return pl.DataFrame(list(_returns(rows, tails, seed)), schema=dict(FLIGHTS)).sort("scheduled_out", "flight_id")


class _Tails:
    """When each aircraft is taken, by registration."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self._taken: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        self._types: dict[str, str | None] = {}
        for row in rows:
            if row["registration"] is not None:
                self._types[row["registration"]] = row["aircraft_type"]
                self._take(row["registration"], row["scheduled_out"], row["scheduled_in"], row["origin"])
        self._names = sorted(self._types)

    def fly(self, row: dict[str, Any], out: int, arrives: int, seed: int) -> tuple[str | None, str | None]:
        """Registration and type of the aircraft that flies one way back."""
        own = row["registration"]
        if own is None:
            return None, None
        start = draw(len(self._names), seed, "tail", row["flight_id"])
        others = self._names[start:] + self._names[:start]
        chosen = next((tail for tail in [own, *others] if self._free(tail, out, arrives, row["origin"])), own)
        self._take(chosen, out, arrives, row["origin"])
        return chosen, self._types[chosen]

    def _take(self, tail: str, out: int, arrives: int, station: str) -> None:
        self._taken[tail].append((out, arrives, station))

    def _free(self, tail: str, out: int, arrives: int, home: str) -> bool:
        """Free for the flight and a turn, and in time at the airport of its next departure."""
        return all(
            end + TURN <= out or arrives + (TURN if station == home else ELSEWHERE) <= start
            for start, end, station in self._taken[tail]
        )


def _returns(rows: list[dict[str, Any]], tails: _Tails, seed: int) -> Iterator[dict[str, Any]]:
    for row in rows:
        out = -(-(row["scheduled_in"] + TURN) // 5) * 5
        arrives = out + _length(row)
        tail, kind = tails.fly(row, out, arrives, seed)
        left, landed = _flown(row, out, arrives, seed)
        number = _number(row["flight_number"])
        yield {
            "flight_id": flight_id(number, row["destination"], row["origin"], out),
            "flight_number": number,
            "origin": row["destination"],
            "destination": row["origin"],
            "scheduled_out": out,
            "scheduled_in": arrives,
            "out": left,
            "in": landed,
            "delay_code": None,
            "cancelled": row["cancelled"],
            "registration": tail,
            "aircraft_type": kind,
            "generated": True,
            "arrival_generated": False,
        }


def _number(outbound: str) -> str:
    """The way back has the next number."""
    carrier, number = outbound[:2], int(outbound[2:])
    return f"{carrier}{number + 1}"


def _length(row: dict[str, Any]) -> int:
    """Scheduled minutes back: with the wind where the way out was against it, but never under half of it."""
    east = airport(row["origin"]).longitude_milli - airport(row["destination"]).longitude_milli
    out: int = row["scheduled_in"] - row["scheduled_out"]
    return max(out - east // DEGREE, out // 2)


def _flown(row: dict[str, Any], out: int, arrives: int, seed: int) -> tuple[int | None, int | None]:
    """Actual times: never before the aircraft (and its crew) that came out has turned."""
    if row["in"] is None:
        return None, None
    left = max(out - 4 + draw(12, seed, "out", row["flight_id"]), row["in"] + SHORT_TURN)
    return left, left + (arrives - out) - 12 + draw(21, seed, "in", row["flight_id"])
