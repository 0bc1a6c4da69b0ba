"""A timeline case of a pack: what it tells of the judge's answer is compared, and what it tells wrongly fails it."""

from functools import cache
from typing import Any, Final

import pytest

from graph.pack import PackCase
from graph.packs import load_packs
from services.packtimelines import judged
from services.timelines import Bench

INPUT: Final = {
    "regime": "FAA_117",
    "crew": {"id": "X1", "position": "CAPTAIN", "base": "HVN", "acclimated_to": "HVN"},
    "events": [
        {
            "kind": "FDP",
            "id": name,
            "at": "HVN",
            "report": f"2026-06-{day}T10:00Z",
            "end": f"2026-06-{day + 1}T00:{over:02}Z",
            "segments": 4,
            "flight_minutes": 420,
            "extension": {"phase": "BEFORE_TAKEOFF", "pic_concurs": True, "unforeseen": True},
        }
        for name, day, over in (("d1", 10, 0), ("d2", 13, 1))
    ],
}
"""Two hours over twelve are allowed and reported, and three days later two hours and a minute are not."""
WHOLE: Final = {
    "verdict": "VIOLATION",
    "rule": "14CFR117.19(a)(1)",
    "event": "d2",
    "limit": "14:00",
    "actual": "14:01",
    "excess": "0:01",
    "findings": [{"event": "d2", "limit": "14:00"}],
    "reports_due": [{"rule": "14CFR117.19(a)(4)", "within_days": 10}] * 2,
    "latest_legal_ends": [{"event": "d1", "end": "2026-06-10T22:00Z", "with_extension": "2026-06-11T00:00Z"}],
    "assumptions": [{"event": "d2", "acclimated": True, "clocks": ["America/New_York"]}],
}
BRIEF: Final = {key: WHOLE[key] for key in ("verdict", "rule")}


@cache
def bench() -> Bench:
    return Bench(load_packs())


def got(expect: dict[str, Any]) -> dict[str, Any]:
    return judged(bench(), PackCase(name="a", rule="14CFR117.19(a)", input=INPUT, expect=expect)).got


@pytest.mark.parametrize("key", [key for key in WHOLE if key not in BRIEF])
def test_a_case_may_tell_any_part_of_the_answer(key: str) -> None:
    expect = BRIEF | {key: WHOLE[key]}
    assert got(expect) == expect


def test_it_may_tell_all_of_them_or_no_more_than_the_verdict_and_the_rule() -> None:
    assert got(WHOLE) == WHOLE
    assert got(BRIEF) == BRIEF


@pytest.mark.parametrize(
    ("key", "wrong"),
    [
        ("verdict", "LEGAL"),
        ("rule", "14CFR117.13(a)"),
        ("event", "d1"),
        ("limit", "13:59"),
        ("actual", "14:00"),
        ("excess", 1),
        ("findings", []),
        ("findings", [{"event": "d1", "limit": "14:00"}, {"event": "d2", "limit": "14:00"}]),
        ("findings", [{"event": "d2", "limit": "13:59"}]),
        ("reports_due", []),
        ("reports_due", [{"rule": "14CFR117.19(a)(4)", "within_days": 10}]),
        ("latest_legal_ends", [{"event": "d1", "end": "2026-06-10T22:01Z"}]),
        ("latest_legal_ends", [{"event": "d3", "end": "2026-06-10T22:00Z"}]),
        ("latest_legal_ends", {"event": "d1"}),
        ("assumptions", [{"event": "d2", "acclimated": False}]),
        ("assumptions", [{"event": "d2", "sate": "B"}]),
        ("assumptions", ["d2"]),
        ("limt", "14:00"),
    ],
)
def test_what_is_told_wrongly_fails(key: str, wrong: Any) -> None:
    expect = BRIEF | {key: wrong}
    assert got(expect) != expect


def test_a_case_that_calls_it_legal_is_shown_the_rule_that_is_broken() -> None:
    assert got({"verdict": "LEGAL"}) == BRIEF
