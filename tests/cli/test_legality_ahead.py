"""`crewlex legality check --ahead`, and how an answer names what is not checked."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Answer, Crewlex
from tests.cli.test_legality import NO_SERVERS, timeline


@pytest.fixture
def check(crewlex: Crewlex, tmp_path: Path) -> Any:
    """Judges a timeline with no server near; further words go to the command."""

    def run(text: str, *words: str) -> Answer:
        file = tmp_path / "timeline.json"
        file.write_text(text, "utf-8")
        return crewlex("legality", "check", str(file), *words, **NO_SERVERS, CREWLEX_HOME=str(tmp_path))

    return run


def test_what_may_come_next_as_json(check: Any) -> None:
    found = json.loads(check(json.dumps(timeline()), "--ahead", "--json").out)["ahead"]
    assert (found["earliest_legal_report"], found["binding"]) == ("2026-06-11T08:00Z", "14CFR117.25(e)")
    assert (found["latest_legal_end"], found["binding_end"]) == ("2026-06-11T18:00Z", "14CFR117.13(a)")
    assert [each["left"] for each in found["windows"] if each["rule"] == "14CFR117.23(c)(1)"] == [3600 - 720]


def test_in_words_and_in_a_batch(check: Any) -> None:
    assert "next: may report from 2026-06-11T08:00Z (14CFR117.25(e))" in check(json.dumps(timeline()), "--ahead").out
    lines = check(f"{json.dumps(timeline())}\n{json.dumps(timeline())}\n", "--ahead", "--batch").out.splitlines()
    assert ["ahead" in json.loads(line) for line in lines] == [True, True]


def test_nothing_more_is_said_unless_it_is_asked(check: Any) -> None:
    assert "ahead" not in json.loads(check(json.dumps(timeline()), "--json").out)


def test_rules_in_words_are_told_apart_and_never_left_out(check: Any) -> None:
    answer = json.loads(check(json.dumps(timeline()), "--json").out)
    assert answer["words_only"] == answer["unchecked"] == ["14CFR117.17(e)", "14CFR117.19(a)(5)", "14CFR117.5"]
    told = check(json.dumps(timeline())).out
    assert "in words only, for people to see to: 14CFR117.17(e), 14CFR117.19(a)(5), 14CFR117.5" in told
    assert "not checked" not in told
