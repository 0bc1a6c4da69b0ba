"""What the pay engine says of one crew member, in the words of a pay case."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from domain.clock import hours
from domain.money import Currency
from domain.paycases.frames import UNTOLD, Frames
from domain.paycases.terms import OWNER

_CALLED: Final = {
    "rig_start": "the station of the report",
    "protected": "the schedule of what was lost",
    "topped_up": "what another guarantee pays",
}
"""What the engine works out of facts, by the facts that are missing where it cannot."""
Row = dict[str, Any]


class Words:
    """Rows of the engine in the words of a case: its own codes, flights and trips; no owner, no row numbers."""

    def __init__(self, frames: Frames, money: Currency) -> None:
        self.currency = money
        legs = frames.legs
        self._flights = dict(zip(legs["leg_id"], legs["flight_number"], strict=True))
        self._duties = dict(zip(legs["leg_id"], legs["duty_id"], strict=True))

    def line(self, row: Mapping[str, Any]) -> Row:
        """A line of the answer."""
        return {
            "component": row["component"],
            "rule": row["rule_code"],
            "since": _day(row["rule_since"]),
            "quantity": hours(row["quantity"]) if row["unit"] == "MINUTES" else str(row["quantity"]),
            "unit": row["unit"],
            "rate": self._rate(row["rate"], row["rate_parts"]),
            "percent": row["percent"],
            "amount": self.currency.text(row["amount"]),
            "credit": hours(row["credit"]),
            "trip": row["trip_id"],
            "duty": row["duty_id"],
            "leg": self._leg(row["leg_id"]),
            "standby": row["standby_id"],
            "day": _day(row["day"]),
            "because": plain(row["reason"]),
        }

    def silence(self, row: Mapping[str, Any]) -> Row:
        """Why a rule wrote no line on a row."""
        grain, key = self._on(row)
        short = row["short_by"]
        return {
            "rule": row["rule_code"],
            "component": row["component"],
            "leg": None,
            grain: key,
            "failed": row["failed"],
            "value": row["value"],
            "short_by": None if short is None else hours(short) if row["unit"] == "MINUTES" else str(short),
            "cause": row["cause"],
            "because": plain(row["why"]),
        }

    def need(self, row: Mapping[str, Any]) -> str:
        """A fact that is missing on a row."""
        grain, key = self._on(row)
        missing = ", ".join(_CALLED.get(fact, fact) for fact in row["missing"].split(", "))
        return f"{row['rule_code']} needs {missing} ({grain} {key})"

    def _on(self, row: Mapping[str, Any]) -> tuple[str, str]:
        """What a row is, and what a case calls it; of a leg that nobody knows more of, the duty."""
        if row["grain"] != "leg":
            return row["grain"], row["key"]
        flight = self._leg(row["key"])
        return ("duty", self._duties[row["key"]]) if flight is None else ("leg", flight)

    def _leg(self, leg: str | None) -> str | None:
        flight = None if leg is None else self._flights.get(leg)
        return None if flight == UNTOLD else flight

    def _rate(self, rate: int | None, parts: int | None) -> str | None:
        return None if rate is None else self.currency.finely(rate * 100 + (parts or 0))


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def plain(reason: str) -> str:
    """A reason without the owner of the terms, who is nobody."""
    return reason.replace(f"{OWNER}/", "")
