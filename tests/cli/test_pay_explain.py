"""`crewlex pay explain`: exit status, the answer as JSON and for people, and batches, with no server near."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import ROOT, Answer, Crewlex
from tests.domain.paycases.cases import GUARANTEE, LEG_CREDIT, RIG, case, duty, leg, term, trip

NO_SERVERS = dict.fromkeys(("DATABASE_URL", "DIRECT_URL", "NEO4J_URI", "NEO4J_USER", "NEO4J_PASSWORD"), "")
DONE = case(LEG_CREDIT, GUARANTEE, credit="64:30")
OPEN = case(GUARANTEE, days=[{"kind": "TRAINING", "day": "2026-06-10"}])
BAD = DONE | {"currency": "XQQ"}


@pytest.fixture
def explain(crewlex: Crewlex, tmp_path: Path) -> Any:
    """Works out a value with no server near; further words go to the command."""

    def run(value: object, *words: str) -> Answer:
        file = tmp_path / "case.json"
        file.write_text(value if isinstance(value, str) else json.dumps(value), "utf-8")
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        answer = crewlex("pay", "explain", str(file), *words, **NO_SERVERS, CREWLEX_HOME=str(home))
        assert list(home.iterdir()) == []  # nothing is started, nothing is kept
        return answer

    return run


@pytest.mark.parametrize(("name", "value", "code"), [("worked out", DONE, 0), ("open", OPEN, 3)])
def test_the_exit_status_says_whether_it_was_worked_out(explain: Any, name: str, value: Any, code: int) -> None:
    assert explain(value).code == code
    answer = explain(value, "--json")
    said = json.loads(answer.out)
    assert (answer.code, "gross" in said, answer.err) == (code, code == 0, "")


@pytest.mark.parametrize(
    ("value", "says"),
    [
        (BAD, "currency: There is no currency 'XQQ': use an ISO 4217 code such as USD."),
        (DONE | {"crew": {"id": "X1"}}, "crew.position: it is missing"),
        ("{", "this is no JSON"),
        (
            case(LEG_CREDIT | {"depends_on": ["duty_rig"]}, RIG | {"depends_on": ["leg_credit"]}),
            "terms: Pay components",
        ),
    ],
)
def test_bad_input_is_one_sentence_with_its_path(explain: Any, value: Any, says: str) -> None:
    answer = explain(value, "--json")
    assert (answer.code, answer.out) == (2, "")
    assert says in answer.err
    assert "Traceback" not in answer.err


def test_a_file_that_is_not_there(crewlex: Crewlex, tmp_path: Path) -> None:
    answer = crewlex("pay", "explain", str(tmp_path / "none.yaml"), **NO_SERVERS, CREWLEX_HOME=str(tmp_path))
    assert answer.code == 2
    assert "name a file with a pay case" in answer.err


def test_words_for_people(explain: Any) -> None:
    greatest = term("greatest_of", grain="duty", of=["flight_pay", "duty_rig"])
    late = term("premium", component="late", percent=50, condition="in_local_min >= 1440")
    trips = [trip(duty(leg(), release="22:00"))]
    out = " ".join(explain(case(LEG_CREDIT, RIG, greatest, late, trips=trips)).out.split())
    assert "duty_rig is the greatest of flight_pay 2:30, duty_rig 6:00" in out
    assert "premium XP101 in_local_min >= 1440 570 14:30" in out
    assert "credit 6:00, gross 360.00 USD" in out
    said = explain(OPEN).out
    assert "needs a clause: training_pay: no term says what a day of TRAINING is worth" in said
    assert "not worked out: there is no gross" in said
    assert (
        "expected otherwise: gross is 4200.00, and 1.00 is expected"
        in explain(DONE | {"expect": {"gross": "1.00"}}).out
    )


def test_a_batch_answers_line_by_line(explain: Any) -> None:
    lines = [json.dumps(DONE), "nonsense", json.dumps(OPEN), "", json.dumps(BAD), json.dumps(DONE)]
    answer = explain("\n".join(lines) + "\n", "--batch")
    said = [json.loads(line) for line in answer.out.splitlines()]
    assert answer.code == 2
    assert [one.get("gross", "error" if "error" in one else "open") for one in said] == [
        "4200.00", "error", "open", "error", "error", "4200.00",
    ]  # fmt: skip
    assert "currency" in said[4]["error"]
    assert said[0] == said[5]
    assert explain("\n".join([lines[0], lines[2]]), "--batch").code == 3
    assert explain(lines[0], "--batch").code == 0


def test_a_line_of_a_batch_that_is_too_long_does_not_stop_the_others(
    explain: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.explaining.MOST_BYTES", 1_000)
    monkeypatch.setattr("domain.paycases.reading.MOST_BYTES", 1_000)
    long = json.dumps(DONE | {"name": "x" * 3_000})
    answer = explain("\n".join([json.dumps(DONE), long, json.dumps(DONE)]) + "\n", "--batch")
    said = [json.loads(line) for line in answer.out.splitlines()]
    assert [("error" in one) for one in said] == [False, True, False]
    assert "more than" in said[1]["error"]


def test_the_case_of_the_page_is_worked_out(explain: Any) -> None:
    page = (ROOT / "docs" / "pay.md").read_text("utf-8")
    (example,) = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    said = json.loads(explain(example, "--json").well())
    components = ["flight_pay", "flight_pay", "duty_rig", "delay_pay", "guarantee"]
    assert ([one["component"] for one in said["lines"]], said["gross"]) == (components, "6356.25")
    (answer,) = re.findall(r"```json\n(.*?)```", page, re.DOTALL)
    told = json.loads(answer)
    assert set(told) == set(said)
    _same(told["lines"][0], said["lines"][-1])
    _same(told["not_paid"][0], said["not_paid"][0])
    _same(told | {"lines": said["lines"], "not_paid": said["not_paid"]}, said)


def _same(told: dict[str, Any], said: dict[str, Any]) -> None:
    """What the page tells is what was said, as far as the page tells it: up to a `…`."""
    assert list(told) == list(said)
    for name, value in told.items():
        known = str(value).partition("…")[0]
        assert (name, str(said[name])[: len(known)]) == (name, known)
