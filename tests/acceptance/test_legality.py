"""Timelines and schedules before the judge, by the command line beside a demonstration, under its airline's rules."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.running import CARRIER, Demo
from tests.legality.schedules import changed

UNTOLD: dict[str, Any] = {f"crew.c{n}.credit": {} for n in range(1, 6)}
LATE = {"flights.f1.in": "2026-06-10T15:01Z"}


def timeline(end: str) -> dict[str, Any]:
    """A captain's report at 06:00 in New Haven with four segments: 12:00 are allowed."""
    duty = {"kind": "FDP", "id": "d1", "at": "HVN", "report": "2026-06-10T10:00Z", "end": f"2026-06-10T{end}Z"}
    return {
        "regime": "FAA_117",
        "crew": {"id": "X1", "position": "CAPTAIN", "base": "HVN", "acclimated_to": "HVN"},
        "events": [duty | {"segments": 4, "flight_minutes": 420}],
    }


def written(folder: Path, value: dict[str, Any]) -> str:
    """A file of the value."""
    file = folder / "given.json"
    file.write_text(json.dumps(value), "utf-8")
    return str(file)


@pytest.mark.parametrize(
    ("end", "code", "broken"), [("22:00", 0, []), ("22:01", 1, [("d1", "14CFR117.13(a)", 1)])], ids=["legal", "not"]
)
def test_a_timeline(demo: Demo, tmp_path: Path, end: str, code: int, broken: list[tuple[str, str, int]]) -> None:
    file = written(tmp_path, timeline(end))
    said = json.loads(demo.crewlex("legality", "check", file, "--airline", CARRIER, "--json", code=code))
    assert [(each["event"], each["rule"], each["excess"]) for each in said["findings"]] == broken
    assert {"14CFR117.13(a)", "OPS-DAYS-OFF"} <= set(said["checked"])
    shared = json.loads(demo.crewlex("legality", "check", file, "--json", code=code))
    assert shared["findings"] == said["findings"]
    assert shared["rulebook"] != said["rulebook"]


@pytest.mark.parametrize(
    ("name", "changes", "code", "broken"),
    [
        ("credit by the airline's terms", UNTOLD, 0, []),
        ("credit that is told otherwise", {}, 3, [(f"c{n}", "2026-06", "credit") for n in range(1, 6)]),
        ("a turn that is a minute short", UNTOLD | LATE, 1, [(None, "f2", "OPS-TURN")]),
    ],
)
def test_a_schedule(
    demo: Demo,
    tmp_path: Path,
    name: str,
    changes: dict[str, Any],
    code: int,
    broken: list[tuple[str | None, str, str]],
) -> None:
    file = written(tmp_path, changed(changes))
    said = json.loads(demo.crewlex("legality", "check", "--schedule", file, "--airline", CARRIER, "--json", code=code))
    assert [(each["crew"], each["event"], each["rule"]) for each in said["findings"]] == broken
    assert "OPS-CREDIT-MAX" in said["checked"]
