"""A month's pay, typed: run, looked at, made again, released by a second person, closed and paid.

It is run before anything has flown, so that much of it is open.
"""

import re

import pytest

from tests.cli.conftest import Crewlex
from tests.cli.reviewed import token

CARRIER, MONTH = "YV", "2026-12"
ONE = ("--airline", CARRIER)
RELEASER = "payroll@example.com"


@pytest.fixture(scope="module")
def told() -> list[str]:
    """What the first run of the month said: it is run once, by the first test that asks."""
    return []


@pytest.fixture
def paid(crewlex: Crewlex, told: list[str]) -> Crewlex:
    """The command, with a month loaded, rostered and run by the operator."""
    if not told:
        crewlex("load", "--carrier", CARRIER, "--month", MONTH, "--demonstration").well()
        crewlex("roster", *ONE, "--month", MONTH, "--demonstration").well()
        told.append(crewlex("pay", "run", MONTH, *ONE, "--reason", "month end").well())
    return crewlex


def run_of(said: str) -> str:
    """The id of the run that a command told of."""
    found = re.search(r"run ([0-9a-f-]{36})", said)
    assert found is not None
    return found[1]


def test_a_run_tells_what_it_came_to_and_is_listed(paid: Crewlex, told: list[str]) -> None:
    assert re.search(r"\d+ crew members, \d+ lines, [\d.]+ USD gross", told[0])
    listed = paid("pay", "runs", *ONE).well()
    assert [word in listed for word in (run_of(told[0]), "PREVIEW", "1/1", "month end")] == [True] * 4


def test_a_statement_is_shown_and_made_again_to_the_byte(paid: Crewlex, told: list[str]) -> None:
    shown = paid("pay", "show", f"{CARRIER}00001", MONTH, *ONE).well()
    again = paid("pay", "show", f"{CARRIER}00001", MONTH, *ONE, "--recompute", run_of(told[0])).well()
    assert "the same to the byte" in again
    gross = re.search(r"gross ([\d.]+) USD", shown)
    assert gross is not None
    assert f"gross {gross[1]} USD, made again" in again


def test_a_statement_is_shown_level_by_level(paid: Crewlex) -> None:
    shown = paid("pay", "show", f"{CARRIER}00001", MONTH, *ONE, "--levels").well()
    gross = re.search(r"gross ([\d.]+) USD", shown)
    assert gross is not None
    order = [shown.index(words) for words in (" month", "   trip of 20")]
    assert order == sorted(order)
    assert gross[1] in next(row for row in shown.splitlines() if "month" in row)


def test_a_run_is_looked_at_and_released_by_somebody_else(paid: Crewlex, told: list[str]) -> None:
    run = run_of(told[0])
    looked = paid("pay", "release", run, "--look").well()
    for words in ("control totals:", "add up to them", "nothing before", "could not be decided, and block the release"):
        assert words in looked
    own = paid("pay", "release", run, "--yes")
    assert (own.code > 0, "A release is a person's" in own.err) == (True, True)
    early = paid("pay", "close", MONTH, *ONE)
    assert (early.code > 0, "newest run is released" in early.err) == (True, True)
    second = token(paid, RELEASER)
    also = paid("pay", "run", MONTH, *ONE, CREWLEX_TOKEN=second).well()
    refused = paid("pay", "release", run_of(also), "--yes", "--accept-open", "a test", CREWLEX_TOKEN=second)
    assert (refused.code > 0, "ask a second person" in refused.err) == (True, True)
    older = paid("pay", "release", run, "--yes", CREWLEX_TOKEN=token(paid, "third@example.com"))
    assert (older.code > 0, "name the newest one" in older.err) == (True, True)
    third = token(paid, "third@example.com")
    blocked = paid("pay", "release", run_of(also), "--yes", CREWLEX_TOKEN=third)
    assert (blocked.code > 0, "supply what is missing, or accept it" in blocked.err) == (True, True)
    done = paid("pay", "release", run_of(also), "--yes", "--accept-open", "a test", CREWLEX_TOKEN=third).well()
    assert f"run {run_of(also)} is released" in done


def test_a_period_is_closed_and_paid_and_not_run_again(paid: Crewlex, told: list[str]) -> None:
    assert "2026-12 is closed" in paid("pay", "close", MONTH, *ONE).well()
    again = paid("pay", "run", MONTH, *ONE)
    assert (again.code > 0, "adjustment in the next open one" in again.err) == (True, True)
    assert "2026-12 is paid" in paid("pay", "paid", MONTH, *ONE).well()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("pay", "release", "x"), "is no run"),
        (("pay", "show", f"{CARRIER}00001", MONTH, *ONE, "--recompute", "x", "--why-not", "y"), "one at a time"),
        (("pay", "abandon", "2026-11", *ONE, "--reason", "r"), "no pay period 2026-11"),
        (("pay", "run", "12/2026", *ONE), "is no month"),
    ],
)
def test_what_cannot_be_done_is_said(paid: Crewlex, arguments: tuple[str, ...], said: str) -> None:
    answer = paid(*arguments)
    assert (answer.code > 0, said in answer.err) == (True, True), answer.err
