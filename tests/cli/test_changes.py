"""`crewlex rules …`: a change set between two people at one machine, each by their own token."""

from pathlib import Path

import pytest

from tests.cli.conftest import Crewlex
from tests.cli.reviewed import REVIEWER, published, seal, submitted, token

WN = ("--airline", "WN")
OVERTIME = "SAMPLE_Section_4.B"


@pytest.fixture(autouse=True)
def loaded(crewlex: Crewlex, airline: None) -> None:
    """The packs, published for the airline WN."""
    crewlex("rules", "load").well()


def book(crewlex: Crewlex, month: str) -> str:
    """The Rulebook of a month as it is printed."""
    return crewlex("rules", "rulebook", *WN, "--month", month).well()


def test_from_draft_to_force_by_two_people(crewlex: Crewlex) -> None:
    assert (
        "1. set WN/SAMPLE_Section_4.B percent to 64" in crewlex("rules", "set", OVERTIME, "percent", "64", *WN).well()
    )
    name = submitted(crewlex, *WN, day="2027-01-01")
    assert f"{name} for WN" in crewlex("rules", "change", name).well()
    assert "percent 50 -> 64 from 2027-01-01 on" in crewlex("rules", "change", name).well()
    approve = ("rules", "review", name, "--approve", "--seal", seal(crewlex, name))
    refused = crewlex(*approve)
    assert (refused.code, refused.err) == (1, f"{name} is your own: somebody else has to review it.\n")
    assert "only one that somebody else approved" in crewlex("rules", "publish", name).err
    other = token(crewlex)
    assert "APPROVED" in crewlex(*approve, "-m", "ok", CREWLEX_TOKEN=other).well()
    assert f"{name} is published" in crewlex("rules", "publish", name).well()
    told = crewlex("rules", "change", name).well()
    assert all(said in told for said in ("PUBLISHED, edition", "operator@crewlex.test", REVIEWER, "from 2027-01-01 on"))
    listed = crewlex("rules", "changes", "--status", "PUBLISHED").well()
    assert name in listed
    assert name not in crewlex("rules", "changes", "--status", "CHECKED").well()


def test_an_approval_names_what_was_seen(crewlex: Crewlex) -> None:
    crewlex("rules", "set", OVERTIME, "percent", "67", *WN).well()
    name, other = submitted(crewlex, *WN), token(crewlex)
    asked = crewlex("rules", "review", name, "--approve", CREWLEX_TOKEN=other)
    assert (asked.code, "percent 64 -> 67" in asked.out or "percent 50 -> 67" in asked.out) == (2, True)
    assert f"review {name} --approve --seal {seal(crewlex, name)}" in asked.err
    seen = seal(crewlex, name)
    crewlex("rules", "reopen", name).well()
    crewlex("rules", "set", OVERTIME, "percent", "99", *WN).well()
    assert submitted(crewlex, *WN) == name
    stale = crewlex("rules", "review", name, "--approve", "--seal", seen, CREWLEX_TOKEN=other)
    assert (stale.code, f"is not what has the seal {seen}" in stale.err) == (1, True)
    assert name in crewlex("rules", "changes", "--status", "CHECKED").well()
    crewlex("rules", "reopen", name).well()
    crewlex("rules", "discard", *WN).well()


def test_a_rejected_one_is_taken_back_and_dropped(crewlex: Crewlex) -> None:
    crewlex("rules", "set", OVERTIME, "percent", "65", *WN).well()
    name, other = submitted(crewlex, *WN), token(crewlex)
    assert "a rejection says why" in crewlex("rules", "review", name, "--reject", CREWLEX_TOKEN=other).err
    rejected = crewlex("rules", "review", name, "--reject", "-m", "too much", CREWLEX_TOKEN=other)
    assert "too much" in rejected.well()
    assert f"crewlex rules reopen {name}" in rejected.err
    assert "only its author" in crewlex("rules", "reopen", name, CREWLEX_TOKEN=other).err
    assert f"{name} for WN, OPEN, 1 edit:" in crewlex("rules", "reopen", name).well()
    assert f"Discarded {name} for WN (1 edit)." in crewlex("rules", "discard", *WN).well()


LATE = """
clauses: [{citation: LATE 1, source: a letter of agreement}]
scenarios:
- {id: late_night, title: A late night, category: TIME, grain: duty, condition: report_local_min >= 1260}
rules:
- code: LATE
  kind: ContractTerm
  category: PREMIUM
  title: Late nights
  clause: LATE 1
  positions: [CAPTAIN]
  hard: false
  phase: OPERATE
  effective: 2027-01-01
  spec: {family: premium, component: many_legs, grain: duty, percent: 10}
  applies_to: [late_night]
"""


def test_rules_of_a_file_are_added_and_ended(crewlex: Crewlex, tmp_path: Path) -> None:
    file = tmp_path / "late.yaml"
    file.write_text(LATE, "utf-8")
    assert "add WN/LATE: Late nights" in crewlex("rules", "add", str(file), *WN).well()
    crewlex("rules", "condition", "late_night", "report_local_min >= 1200", *WN).well()
    published(crewlex, *WN, day="2027-01-01")
    crewlex("rules", "remove", "LATE", *WN).well()
    published(crewlex, *WN, day="2027-02-01")
    there = ["WN/LATE" in book(crewlex, month).split("Dropped")[0] for month in ("2026-12", "2027-01", "2027-02")]
    assert there == [False, True, False]


def test_a_bad_condition_and_a_bad_file_are_refused_where_they_are_wrong(crewlex: Crewlex, tmp_path: Path) -> None:
    answer = crewlex("rules", "condition", "red_eye", "report_local_minute >= 5")
    assert (answer.code, "at character 1" in answer.err, "report_local_min" in answer.err) == (2, True, True)
    file = tmp_path / "late.yaml"
    file.write_text(LATE.replace("percent: 10", "percents: 10").replace("effective: 2027-01-01", "prio: x"), "utf-8")
    answer = crewlex("rules", "add", str(file), *WN)
    assert answer.code == 2
    assert f"{file}:15:" in answer.err
    assert "effective is missing: add it" in answer.err
    one = tmp_path / "one.yaml"
    one.write_text("code: ONE\nkind: Contract\n", "utf-8")
    assert f"{one}:2: kind:" in crewlex("rules", "add", str(one), *WN).err
    assert crewlex("rules", "draft", *WN).well() == "There is no open draft for WN.\n"


REFUSED = {
    "no day and no correction": (("submit", "-m", "x"), 2, "--effective 2027-01-01"),
    "a day and a correction": (("submit", "-m", "x", "--correction", "--effective", "2027-01-01"), 2, "--correction"),
    "a review that says nothing": (("review", "CS-1"), 2, "--approve or --reject"),
    "a review that says both": (("review", "CS-1", "--approve", "--reject"), 2, "--approve or --reject"),
    "no name of a change set": (("change", "12a"), 2, "write it as CS-12"),
    "none of that number": (("change", "CS-99999"), 1, "no change set CS-99999 here"),
    "an airline that is not there": (("changes", "--airline", "QQ"), 1, "no airline QQ here"),
}


@pytest.mark.parametrize(("arguments", "code", "why"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused(crewlex: Crewlex, arguments: tuple[str, ...], code: int, why: str) -> None:
    answer = crewlex("rules", *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert why in answer.err


def test_a_token_that_lets_nobody_in_is_refused_and_nobody_acts_instead(crewlex: Crewlex) -> None:
    for wrong in ("nonsense", token(crewlex)[:-2] + "xx"):
        answer = crewlex("rules", "set", OVERTIME, "percent", "99", *WN, CREWLEX_TOKEN=wrong)
        assert (answer.code, answer.out) == (1, "")
        assert "Print a new one with `crewlex token`, or unset it" in answer.err
    assert crewlex("rules", "draft", *WN).well() == "There is no open draft for WN.\n"


def test_who_has_another_address_is_somebody_else_and_the_same_one_the_same(crewlex: Crewlex) -> None:
    one, same, other = (token(crewlex, email) for email in ("a@example.com", "A@example.com", "b@example.com"))
    crewlex("rules", "set", OVERTIME, "percent", "66", *WN, CREWLEX_TOKEN=one).well()
    name = crewlex("rules", "submit", "-m", "x", "--correction", *WN, CREWLEX_TOKEN=one).well().split()[0]
    approve = ("rules", "review", name, "--approve", "--seal", seal(crewlex, name))
    assert "is your own" in crewlex(*approve, CREWLEX_TOKEN=same).err
    assert "APPROVED" in crewlex(*approve, CREWLEX_TOKEN=other).well()
