"""`crewlex legality check`: exit status, the answer as JSON, batches, and whose rules are asked."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer, Crewlex

NO_SERVERS = dict.fromkeys(("DATABASE_URL", "DIRECT_URL", "NEO4J_URI", "NEO4J_USER", "NEO4J_PASSWORD"), "")


def timeline(end: str = "22:00", at: str = "HVN", **more: Any) -> dict[str, Any]:
    """A captain's report at 06:00 in New Haven with four segments: 12:00 are allowed."""
    duty = {"kind": "FDP", "id": "d1", "at": at, "report": "2026-06-10T10:00Z", "end": f"2026-06-10T{end}Z"}
    return {
        "regime": "FAA_117",
        "crew": {"id": "X1", "position": "CAPTAIN", "base": "HVN", "acclimated_to": "HVN"},
        "events": [duty | {"segments": 4, "flight_minutes": 420} | more],
    }


@pytest.fixture
def check(crewlex: Crewlex, tmp_path: Path) -> Any:
    """Judges a value with no server near; further words go to the command."""

    def run(value: object, *words: str) -> Answer:
        file = tmp_path / "timeline.json"
        file.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        answer = crewlex("legality", "check", str(file), *words, **NO_SERVERS, CREWLEX_HOME=str(home))
        assert list(home.iterdir()) == []  # nothing is started, nothing is kept
        return answer

    return run


@pytest.mark.parametrize(
    ("name", "value", "code", "verdict"),
    [
        ("equality is legal", timeline(), 0, "LEGAL"),
        ("a minute over is not", timeline("22:01"), 1, "VIOLATION"),
        ("a clock to choose", timeline(at="LAX"), 3, "NEEDS_POLICY"),
    ],
)
def test_the_exit_status_is_the_verdict(check: Any, name: str, value: Any, code: int, verdict: str) -> None:
    assert check(value).code == code
    answer = check(value, "--json")
    assert (answer.code, json.loads(answer.out)["verdict"]) == (code, verdict)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (timeline(flown=1), "events[0].flown: there is no such key here"),
        (timeline("09:59"), "events[0].end"),
        ("{", "this is no JSON"),
    ],
)
def test_bad_input_is_one_sentence_with_its_path(check: Any, value: Any, says: str) -> None:
    answer = check(value, "--json")
    assert (answer.code, answer.out) == (2, "")
    assert says in answer.err
    assert "Traceback" not in answer.err


def test_a_file_that_is_not_there(crewlex: Crewlex, tmp_path: Path) -> None:
    answer = crewlex("legality", "check", str(tmp_path / "none.yaml"), **NO_SERVERS, CREWLEX_HOME=str(tmp_path))
    assert answer.code == 2
    assert "name a file with a timeline" in answer.err


def test_the_whole_answer(check: Any) -> None:
    said = json.loads(check(timeline("22:15"), "--json").out)
    (found,) = said["findings"]
    assert {key: found[key] for key in ("event", "rule", "verdict", "limit", "actual", "excess", "unit", "path")} == {
        "event": "d1",
        "rule": "14CFR117.13(a)",
        "verdict": "VIOLATION",
        "limit": 720,
        "actual": 735,
        "excess": 15,
        "unit": "min",
        "path": ["Scenario unaugmented_fdp", "APPLIES_TO", "14CFR117.13(a)"],
    }
    assert "12:15" in found["message"]
    assert said["rulebook"].startswith("sha256:")
    assert said["reports_due"] == []
    assert "14CFR117.13(a)" in said["checked"]
    assert not any(code.startswith(("14CFR121", "OPS", "ORO")) for code in [*said["checked"], *said["unchecked"]])
    assert said["assumptions"] == [
        {"event": "d1", "theater": "HVN", "acclimated": True, "clocks": ["America/New_York"], "transfers": []}
    ]
    (end,) = said["latest_legal_ends"]
    assert (end["event"], end["end"], end["binding"]) == ("d1", "2026-06-10T22:00Z", "14CFR117.13(a)")


def test_words_for_people(check: Any) -> None:
    out = check(timeline("22:15")).out
    assert out.splitlines()[0] == "VIOLATION, 1 finding"
    assert "d1: may end by 2026-06-10T22:00Z (14CFR117.13(a))" in out
    assert "America/New_York" in out


def test_a_batch_answers_line_by_line(check: Any) -> None:
    lines = [json.dumps(timeline()), "nonsense", json.dumps(timeline("22:01")), "", json.dumps(timeline(at="QQQ"))]
    answer = check("\n".join(lines) + "\n", "--batch")
    said = [json.loads(line) for line in answer.out.splitlines()]
    assert answer.code == 2
    assert [each.get("verdict", "error") for each in said] == ["LEGAL", "error", "VIOLATION", "error", "error"]
    assert "events[0].at" in said[4]["error"]
    good = check("\n".join(lines[::2][:2]), "--batch")
    assert (good.code, len(good.out.splitlines())) == (0, 2)


def test_each_regime_has_its_own_law(check: Any) -> None:
    cabin = timeline() | {"regime": "FAA_121_467", "crew": timeline()["crew"] | {"position": "FLIGHT_ATTENDANT"}}
    european = timeline() | {"regime": "EASA_FTL"}
    checked = [json.loads(check(each, "--json").out) for each in (timeline(), cabin, european)]
    codes = [{*each["checked"], *each["unchecked"]} for each in checked]
    assert all(code.startswith("14CFR117") for code in codes[0])
    assert all(code.startswith("14CFR121") for code in codes[1])
    assert all(code.startswith(("ORO", "CS")) for code in codes[2])
    assert len({each["rulebook"] for each in checked}) == 2


def test_with_servers_the_newest_edition_counts_and_an_airline_adds_its_own(
    crewlex: Crewlex, tmp_path: Path, airline: None
) -> None:
    file = tmp_path / "timeline.json"
    file.write_text(json.dumps(timeline()), "utf-8")
    words = ("legality", "check", str(file), "--json")
    before = json.loads(crewlex(*words).well())  # nothing is published: the packs
    assert crewlex(*words, "--airline", "WN").code == 1
    crewlex("rules", "load", "--airline", "WN").well()
    after, ours = (json.loads(crewlex(*words, *more).well()) for more in ((), ("--airline", "WN")))
    assert after == before
    assert ours["rulebook"] != after["rulebook"]
    assert set(after["checked"]) < set(ours["checked"])
    assert crewlex(*words, "--airline", "ZZ").code == 1
