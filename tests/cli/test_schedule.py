"""`crewlex legality check --schedule`: exit status, the answer as JSON and in words, and what is refused."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer, Crewlex
from tests.cli.test_legality import NO_SERVERS
from tests.legality.schedules import changed

LATE = {"flights.f1.in": "2026-06-10T15:01Z"}


@pytest.fixture
def check(crewlex: Crewlex, tmp_path: Path) -> Any:
    """Judges the legal schedule with changes, with no server near; further words go to the command."""

    def run(changes: dict[str, Any], *words: str) -> Answer:
        file = tmp_path / "schedule.json"
        file.write_text(json.dumps(changed(changes)), "utf-8")
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        answer = crewlex("legality", "check", "--schedule", str(file), *words, **NO_SERVERS, CREWLEX_HOME=str(home))
        assert list(home.iterdir()) == []  # nothing is started, nothing is kept
        return answer

    return run


@pytest.mark.parametrize(
    ("name", "changes", "code", "verdict"),
    [
        ("all is kept", {}, 0, "LEGAL"),
        ("a minute short", LATE, 1, "VIOLATION"),
        ("credit is not told", {"crew.c1.credit": {}}, 3, "NEEDS_POLICY"),
    ],
)
def test_the_exit_status_is_the_verdict(
    check: Any, name: str, changes: dict[str, Any], code: int, verdict: str
) -> None:
    answer = check(changes, "--json")
    assert (answer.code, json.loads(answer.out)["verdict"]) == (code, verdict)


def test_the_whole_answer(check: Any) -> None:
    said = json.loads(check(LATE, "--json").out)
    assert said["findings"] == [
        {
            "crew": None,
            "event": "f2",
            "rule": "OPS-TURN",
            "verdict": "VIOLATION",
            "limit": 40,
            "actual": 39,
            "excess": 1,
            "unit": "min",
            "message": "N1 stands 0:39 between XP1 and XP2, not 0:40.",
            "path": ["Scenario any_flight", "APPLIES_TO", "OPS-TURN"],
        }
    ]
    assert {"14CFR117.13(a)", "14CFR121.467(b)(2)", "OPS-TURN", "OPS-DAYS-OFF"} <= set(said["checked"])
    assert not any(code.startswith("OPS") for code in said["unchecked"])
    assert said["rulebook"].startswith("sha256:")


def test_words_for_people(check: Any) -> None:
    out = check(LATE).out
    assert out.splitlines()[0] == "VIOLATION, 1 finding"
    assert "f2: OPS-TURN: N1 stands 0:39 between XP1 and XP2" in out


def test_the_terms_that_a_crew_is_hired_on_count(check: Any) -> None:
    """Eleven hours of rest by the sample contract, ten by law."""
    call = {"kind": "SHORT_CALL", "id": "w", "start": "2026-06-11T07:54Z", "end": "2026-06-11T12:00Z"}
    changes = {"crew.c2.events.+": call}
    assert check(changes).code == 0
    said = json.loads(check(changes | {"contracts": ["sample_pilot"]}, "--json").out)
    assert [(found["crew"], found["event"], found["rule"], found["excess"]) for found in said["findings"]] == [
        ("c2", "w", "PILOT_Section_12.A", 1)
    ]


UNTOLD: dict[str, Any] = {f"crew.c{n}.credit": {} for n in range(1, 6)}


@pytest.mark.parametrize(
    ("name", "changes", "code", "rules"),
    [
        ("credit is worked out where it is not told", UNTOLD, 0, set()),
        ("and held against what is told", {}, 3, {"credit"}),
    ],
)
def test_credit_by_the_terms_of_a_contract(
    check: Any, name: str, changes: dict[str, Any], code: int, rules: set[str]
) -> None:
    answer = check(changes | {"contracts": ["sample"]}, "--json")
    assert (answer.code, {each["rule"] for each in json.loads(answer.out)["findings"]}) == (code, rules)


def test_with_servers_an_airline_judges_by_its_own_terms(crewlex: Crewlex, tmp_path: Path, airline: None) -> None:
    crewlex("rules", "load", "--airline", "WN").well()
    file = tmp_path / "schedule.json"
    words = ("legality", "check", "--schedule", str(file), "--airline", "WN")

    def judged(changes: dict[str, Any]) -> Answer:
        file.write_text(json.dumps(changed(changes)), "utf-8")
        return crewlex(*words, "--json")

    assert json.loads(judged(UNTOLD).well())["verdict"] == "LEGAL"
    broken = json.loads(judged(UNTOLD | LATE).out)
    assert [(each["rule"], each["event"]) for each in broken["findings"]] == [("OPS-TURN", "f2")]
    for wrong, says in (({"contracts": ["sample"]}, "WN has its own"), ({"regime": "EASA"}, "WN flies under FAA")):
        refused = judged(wrong)
        assert (refused.code, says in refused.err) == (2, True)
    file.write_text(json.dumps(changed({})), "utf-8")
    assert crewlex("legality", "check", "--schedule", str(file), "--airline", "ZZ").code == 1


@pytest.mark.parametrize(
    ("changes", "words", "says"),
    [
        ({"flights.f1.gate": 4}, (), "flights[0].gate: there is no such key here"),
        ({"contracts": ["handshake"]}, (), "handshake"),
        ({}, ("--batch",), "--batch reads timelines"),
    ],
)
def test_bad_input_is_one_sentence(check: Any, changes: dict[str, Any], words: tuple[str, ...], says: str) -> None:
    answer = check(changes, *words)
    assert (answer.code, answer.out) == (2, "")
    assert says in answer.err
    assert "Traceback" not in answer.err
