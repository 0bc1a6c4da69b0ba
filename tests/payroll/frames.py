"""Frames for tests: months written as text on the base clock, or as plain rows."""

import re
from datetime import date, datetime, timedelta
from typing import Any

import polars as pl

from domain.clock import at_local
from domain.frames import CREW, DUTIES, DUTY_MORE, LEDGER, LEG_MORE, LEGS

NEW_YORK = "America/New_York"
_LEG = re.compile(
    r"(?P<number>\S+) (?P<origin>[A-Z]{3})-(?P<destination>[A-Z]{3}) (?P<out>[\d:+]+)-(?P<in>[\d:+]+)"
    r"(?: flown (?P<off>[\d:+]+)-(?P<on>[\d:+]+))?(?P<words>.*)"
)


def crew_frame(*people: dict[str, Any]) -> pl.DataFrame:
    """Crew rows; what a test does not say: a captain at EWR hired on 1 June 2020, on the books all month."""
    usual = {"position": "CAPTAIN", "base": "EWR", "zone": NEW_YORK, "hire_date": date(2020, 6, 1)}
    rows = [{"employee_id": f"E-{one['crew_id']}"} | usual | one for one in people]
    return pl.DataFrame(rows, schema=dict(CREW), orient="row")


def duty_frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Duty rows; planned as flown."""
    full = [{"planned_report": row["report"], "planned_release": row["release"]} | row for row in rows]
    return pl.DataFrame(full, schema=DUTIES | DUTY_MORE, orient="row")


def leg_frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Leg rows; not cancelled where a test does not say."""
    usual = {"kind": "OPERATING", "aircraft_type": "B738", "cancelled": False}
    return pl.DataFrame([usual | row for row in rows], schema=LEGS | LEG_MORE, orient="row")


def ledger_frame(rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Ledger rows, posted at minute 0 where a test does not say."""
    full = [{"entry_id": f"entry-{place}", "posted": 0} | row for place, row in enumerate(rows)]
    return pl.DataFrame(full, schema=dict(LEDGER), orient="row")


def month(duties: list[dict[str, Any]], crew_id: str = "c1", zone: str = NEW_YORK) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Duties and legs of one person from text such as ``XP101 EWR-MCO 07:00-10:05 flown 07:02-10:14``.

    Clocks are the base's, on the duty's ``date``; ``+1`` after one is the next day. A duty may name its ``trip``, who
    it was assigned ``by``, and what was ``planned_report`` and ``planned_release``.
    Words after a leg: ``deadhead``, ``cancelled``, ``other`` (flown by), ``added``, ``returned``, ``off`` (a day off),
    ``code MX``, ``type A321``, ``speaks es``, ``landed 10:05``.
    """
    rows, legs = [], []
    for place, duty in enumerate(duties):
        duty_id = f"{crew_id}-d{place}"
        trip_id = str(duty.get("trip", duty_id))
        keys = {"duty_id": duty_id, "trip_id": trip_id, "crew_id": crew_id}
        day = duty["date"] if isinstance(duty["date"], date) else datetime.fromisoformat(duty["date"]).date()
        named = ("report", "release", "planned_report", "planned_release")
        times = {name: instant(day, duty[name], zone) for name in named if name in duty}
        rows.append(keys | times | {"assigned_by": duty.get("by")})
        legs += [_leg(text, day, zone, keys, f"{duty_id}-l{at}") for at, text in enumerate(duty.get("legs", ()))]
    return duty_frame(rows), leg_frame(legs)


def _leg(text: str, day: date, zone: str, keys: dict[str, str], leg_id: str) -> dict[str, Any]:
    found = _LEG.fullmatch(text)
    assert found, f"not a leg: {text}"
    words = found["words"].split()
    said = {word: words[words.index(word) + 1] for word in ("code", "type", "speaks", "landed") if word in words}
    return keys | {
        "leg_id": leg_id,
        "flight_id": f"{found['number']}/{day}",
        "flight_number": found["number"],
        "origin": found["origin"],
        "destination": found["destination"],
        "scheduled_out": instant(day, found["out"], zone),
        "scheduled_in": instant(day, found["in"], zone),
        "out": found["off"] and instant(day, found["off"], zone),
        "in": found["on"] and instant(day, found["on"], zone),
        "kind": "DEADHEAD" if "deadhead" in words else "OPERATING",
        "cancelled": "cancelled" in words,
        "delay_code": said.get("code"),
        "aircraft_type": said.get("type", "B738"),
        "language": said.get("speaks"),
        "landed": instant(day, said["landed"], zone) if "landed" in said else None,
        "operated_by_other": "other" in words,
        "added_after_report": "added" in words,
        "gate_return": "returned" in words,
        "day_off": "off" in words,
    }


def instant(day: date, clock: str, zone: str) -> int:
    """``23:10`` or ``00:40+1`` on the zone's clock."""
    time, _, later = clock.partition("+")
    hour, minute = time.split(":")
    return at_local(day + timedelta(days=int(later or 0)), int(hour) * 60 + int(minute), zone)
