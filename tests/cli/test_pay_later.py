"""`crewlex pay diff` and `retro`: a term that turns dearer once its month is closed, typed as a payroll clerk types."""

import json
from functools import partial

import pytest

from tests.cli.conftest import Answer, Crewlex
from tests.cli.reviewed import published, submitted, token

MONTH, NEXT = "2026-12", "2027-01"
YV, DIEM = ("--airline", "YV"), ("SAMPLE_Section_6.A", "per_hour")
LATER = "2027-01-10T00:00Z"


@pytest.fixture
def typed(crewlex: Crewlex) -> Crewlex:
    """The command, at a day in the month after."""
    return partial(crewlex, CREWLEX_NOW=LATER)


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    """What one step tells the next."""
    return {}


def _run(crewlex: Crewlex, month: str) -> str:
    """The id of a month's new run."""
    told = crewlex("pay", "run", month, *YV).well()
    return next(line.split()[1].strip(",") for line in told.splitlines() if line.startswith("run "))


def test_a_month_is_paid_released_and_closed(typed: Crewlex, known: dict[str, str]) -> None:
    typed("load", "--carrier", "YV", "--month", MONTH, "--demonstration").well()
    typed("roster", *YV, "--month", MONTH, "--demonstration").well()
    run = known["run"] = _run(typed, MONTH)
    shown = typed("pay", "show", "YV00001", MONTH, *YV).well()
    assert "due to be posted on 2027-01-01" in shown
    assert "EARNED" in shown
    refused = typed("pay", "retro", MONTH, *YV)
    assert (refused.code, "is PROCESSING, not closed: run its pay again" in refused.err) == (1, True)
    typed("pay", "release", run, "--yes", CREWLEX_TOKEN=token(typed)).well()
    typed("pay", "close", MONTH, *YV).well()
    assert "POSTED" in typed("pay", "show", "YV00001", MONTH, *YV).well()


def test_a_change_set_shows_what_it_would_pay(typed: Crewlex, known: dict[str, str]) -> None:
    typed("rules", "set", *DIEM, "3.25", *YV).well()
    name = submitted(typed, *YV)
    told = typed("pay", "diff", known["run"], f"{MONTH}@{name}", *YV).well()
    assert told.startswith(f"2026-12 by {name} against run {known['run']}, YV\n")
    assert "per_diem" in told
    whole = json.loads(typed("pay", "diff", MONTH, f"{MONTH}@{name}", *YV, "--json").well())
    total = whole["after"]["gross"] - whole["before"]["gross"]
    assert total == sum(row["delta"] for row in whole["rows"]) > 0
    one = whole["rows"][0]["employee_id"]
    mine = json.loads(typed("pay", "diff", MONTH, f"{MONTH}@{name}", *YV, "--employee", one, "--json").well())
    assert {row["employee_id"] for row in mine["rows"]} == {one}
    typed("rules", "reopen", name).well()
    known["total"], known["one"] = str(total), one
    wrong = typed("pay", "diff", MONTH, "yesterday", *YV)
    assert (wrong.code, "is no run and no month" in wrong.err) == (2, True)


def test_what_a_closed_month_is_owed_is_previewed_posted_once_and_paid_with_the_next(
    typed: Crewlex, known: dict[str, str]
) -> None:
    published(typed, *YV)
    retro = ("pay", "retro", MONTH, *YV)
    assert "nothing is posted: --post does it" in typed(*retro).well()
    (found,) = json.loads(typed(*retro, "--json").well())
    assert (found["kinds"], found["posted"], str(found["total"])) == (["RETRO"], None, known["total"])
    assert "posted as " in typed(*retro, "--post", "--reason", "arbitration").well()
    assert "0 differences of 0 crew members, 0.00 USD" in typed(*retro, "--post").well()
    typed("pay", "run", NEXT, *YV).well()
    shown = typed("pay", "show", known["one"], NEXT, *YV).well()
    assert "Earned in 2026-12: " in shown
    before = json.loads(typed("pay", "diff", MONTH, MONTH, *YV, "--json").well())
    assert (before["rows"], before["crew"]) == ([], [])


def test_a_period_that_is_named_twice_or_is_none_is_told(typed: Crewlex) -> None:
    answers: list[Answer] = [typed("pay", "retro", *months, *YV) for months in ((MONTH, MONTH), ("soon",))]
    assert [(each.code, each.out) for each in answers] == [(2, ""), (2, "")]
    assert ["A period is named twice" in answers[0].err, "'soon' is no month" in answers[1].err] == [True, True]
