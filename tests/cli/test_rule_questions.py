"""`crewlex rules …` that asks: what depends on what, which situation it is, what becomes of a section, grids."""

from pathlib import Path

import pytest

from graph.queries import checks
from tests.cli.conftest import Crewlex

MINE = ("--airline", "WN")
TABLE_B = "14CFR117.13(a)"


@pytest.fixture(autouse=True)
def loaded(crewlex: Crewlex, airline: None) -> None:
    """The packs, published for the airline WN."""
    crewlex("rules", "load").well()


TOLD = {
    "what depends on a component": (
        ("dependents", "flight_pay", *MINE),
        (
            "A change of the component flight_pay touches: rules 10, pay components",
            "overtime DEPENDS_ON guarantee DEPENDS_ON duty_rig DEPENDS_ON flight_pay",
            "WN/SAMPLE_Section_3.B YIELDS flight_pay",
        ),
    ),
    "what depends on a clause": (
        ("dependents", "14 CFR 117.15"),
        ("A change of the clause 14 CFR 117.15 touches: rules 1", "14CFR117.15 CITES 14 CFR 117.15"),
    ),
    "a way between two": (
        ("path", "overtime", "flight_pay"),
        ("overtime DEPENDS_ON guarantee DEPENDS_ON duty_rig DEPENDS_ON flight_pay\n",),
    ),
    "words": (
        ("suggest", "my late flight was held for a mechanic", *MINE),
        ("PUBLIC/delayed_by_maintenance", "Flight late because of maintenance"),
    ),
    "no words": (("suggest", "zyzzyva"), ("No scenario has any of these words.",)),
    "facts": (
        ("match", *MINE, "--fact", "delay_minutes=145", "--fact", "delay_code=MX"),
        (
            "HOLDS PUBLIC/delayed_by_maintenance",
            "    because delay_minutes >= 60 (delay_minutes is 145)",
            "FAILS PUBLIC/long_delay_controllable: delay_minutes >= 180 fails: it is 145, 35 short",
            "are open (--all names them). They need acclimated",
        ),
    ),
    "all that is open": (
        ("match", *MINE, "--fact", "delay_minutes=145", "--all"),
        ("NEEDS DATA PUBLIC/cancelled_flight: it needs cancelled",),
    ),
    "a contract": (
        ("map", "SAMPLE CBA", *MINE),
        ("SAMPLE CBA Section 4.B", "SAMPLE_Section_4.B", "11 of 11 sections accounted for: 11 computed"),
    ),
    "shared documents": (
        ("map", "14 CFR 121.467"),
        ("was changed by 87 FR 61452 on 2022-11-14", "16 of 16 sections accounted for: 14 checked"),
    ),
    "a grid": (("grid", TABLE_B), ("from\tto\t1\t2\t3\t4\t5\t6\t7\n00:00\t04:00\t9:00\t",)),
}


@pytest.mark.parametrize(("arguments", "says"), TOLD.values(), ids=TOLD)
def test_a_question_is_answered(crewlex: Crewlex, arguments: tuple[str, ...], says: tuple[str, ...]) -> None:
    answer = crewlex("rules", *arguments).well()
    for each in says:
        assert each in answer


WRONG = {
    "two kinds of one name": (("dependents", "red_eye", *MINE), 2, "say which with --kind scenario"),
    "nothing of that name": (("path", "overtime", "undertime"), 1, "There is no rule undertime"),
    "nothing leads there": (("path", TABLE_B, "overtime"), 1, f"Nothing leads from {TABLE_B} to overtime."),
    "no facts": (("match", *MINE), 2, "give --fact delay_minutes=200"),
    "no equals": (("match", *MINE, "--fact", "late"), 2, "'late' is no fact: write it as delay_minutes=200."),
    "a misspelt fact": (("match", *MINE, "--fact", "delay_minute=1"), 2, "There is no fact delay_minute"),
    "a file that is not there": (("match", *MINE, "none.json"), 2, "none.json cannot be read"),
    "a sheet that is not there": (("grid", TABLE_B, "--paste", "none.tsv"), 2, "none.tsv cannot be read"),
    "no such document": (("map", "CBA", *MINE), 1, "There is no document CBA"),
    "no grid": (("grid", "OPS-REPORT"), 2, "is no grid"),
}


@pytest.mark.parametrize(("arguments", "code", "why"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told(crewlex: Crewlex, arguments: tuple[str, ...], code: int, why: str) -> None:
    answer = crewlex("rules", *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert why in answer.err


def test_the_check_names_every_check_that_ran(crewlex: Crewlex) -> None:
    said = crewlex("rules", "check").well()
    for query in checks():
        assert query.name.removeprefix("checks/") in said
    assert f"passes its {len(checks()) + 1} checks" in said
    assert "scenario_that_never_holds" in said


def test_facts_come_from_a_file_and_an_option_adds_to_it(crewlex: Crewlex, tmp_path: Path) -> None:
    file = tmp_path / "flight.json"
    file.write_text('{"delay_minutes": 200, "delay_code": "WX"}')
    assert "HOLDS PUBLIC/delayed_by_weather" in crewlex("rules", "match", *MINE, str(file)).well()
    said = crewlex("rules", "match", *MINE, str(file), "--fact", "delay_code=MX").well()
    assert "HOLDS PUBLIC/long_delay_controllable" in said
    file.write_text("[1]")
    assert "write one map of facts" in crewlex("rules", "match", *MINE, str(file)).err
    file.write_text("{")
    assert "is no JSON" in crewlex("rules", "match", *MINE, str(file)).err


def test_a_promise_that_was_not_kept_ends_with_one(crewlex: Crewlex) -> None:
    answer = crewlex("rules", "map", "14 CFR 117", "--on", "2031-01-01")
    assert answer.code == 1
    assert "NOT ACCOUNTED FOR 14 CFR 117.5: it was promised for" in answer.out


def test_a_pasted_sheet_is_drafted(crewlex: Crewlex, tmp_path: Path) -> None:
    file = tmp_path / "table.tsv"
    file.write_text(crewlex("rules", "grid", TABLE_B).well().replace("9:00", "8:30", 1))
    answer = crewlex("rules", "grid", TABLE_B, "--paste", str(file), "--since", "2027-01-01").well()
    assert "NOT MONOTONIC: A report at 00:00 may have 9:00 with 2 and only 8:30 with 1." in answer
    assert f"1. set the content of PUBLIC/{TABLE_B} from 2027-01-01 on" in answer
    file.write_text("".join(file.read_text().splitlines(keepends=True)[:-1]))
    refused = crewlex("rules", "grid", TABLE_B, "--paste", str(file))
    assert (refused.code, "is in no line" in refused.err) == (2, True)
    crewlex("rules", "discard").well()
