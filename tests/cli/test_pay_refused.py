"""What `crewlex pay` refuses, it refuses with a sentence that says what to do, and with the exit status that fits."""

import re
from typing import Final
from uuid import UUID

import pytest

from tests.cli.conftest import Crewlex
from tests.cli.test_pay_release import CARRIER, MONTH, ONE, paid, run_of, told

__all__ = ["paid", "told"]

NOBODY: Final = str(UUID(int=7))
EMPLOYEE: Final = f"{CARRIER}00001"


@pytest.fixture
def crew(paid: Crewlex) -> str:
    """A token of a crew member."""
    return paid("token", *ONE, "--role", "airline_user", "--sub", NOBODY).well().strip()


@pytest.mark.parametrize(
    "deed",
    [
        ("run", MONTH, *ONE),
        ("abandon", MONTH, *ONE, "--reason", "r"),
        ("close", MONTH, *ONE),
        ("paid", MONTH, *ONE),
        ("retro", MONTH, *ONE),
        ("retro", MONTH, *ONE, "--post"),
        ("receipts", MONTH, *ONE),
        ("rate", EMPLOYEE, "95.00", "--since", "2026-12-01", *ONE),
    ],
    ids=" ".join,
)
def test_crew_do_not_work_on_pay(paid: Crewlex, crew: str, deed: tuple[str, ...]) -> None:
    answer = paid("pay", *deed, CREWLEX_TOKEN=crew)
    assert (answer.code, answer.err.strip().endswith("ask its administrators.")) == (1, True), answer.err


def test_a_month_that_nobody_rostered_is_paid_with_a_word_about_it(paid: Crewlex, told: list[str]) -> None:
    said = "Nobody has a trip in this month"
    assert said in paid("pay", "run", "2027-03", *ONE).well()
    assert said not in told[0]


@pytest.mark.parametrize("deed", [("reviewed",), ("release", "--yes"), ("release", "--look")], ids=" ".join)
def test_crew_see_no_run(paid: Crewlex, crew: str, told: list[str], deed: tuple[str, ...]) -> None:
    verb, *options = deed
    answer = paid("pay", verb, run_of(told[0]), *options, CREWLEX_TOKEN=crew)
    assert answer.code == 1
    assert "PayRunRow" not in answer.err


def test_a_run_that_is_not_there_is_called_a_run(paid: Crewlex) -> None:
    answer = paid("pay", "release", NOBODY, "--look")
    assert (answer.code, f"There is no pay run {NOBODY} here" in answer.err) == (1, True), answer.err


def test_a_step_too_early_is_no_question_of_who_asks(paid: Crewlex) -> None:
    answer = paid("pay", "close", MONTH, *ONE)
    assert (answer.code, answer.err.startswith("This period is PROCESSING")) == (1, True), answer.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("run", MONTH, *ONE, "--month", "2026-11"), "name one month"),
        (("show", EMPLOYEE, MONTH, *ONE, "--month", "2026-11"), "name one month"),
        (("show", EMPLOYEE, MONTH, *ONE, "--levels", "--why-not", "x"), "one at a time"),
    ],
)
def test_what_contradicts_itself_is_bad_input(paid: Crewlex, arguments: tuple[str, ...], said: str) -> None:
    answer = paid("pay", *arguments)
    assert (answer.code, said in answer.err) == (2, True), answer.err


def test_a_run_of_another_month_is_not_shown_as_this_one(paid: Crewlex, told: list[str]) -> None:
    paid("pay", "run", "2026-11", *ONE).well()  # everybody is on the books, and nobody flew
    answer = paid("pay", "show", EMPLOYEE, "2026-11", *ONE, "--recompute", run_of(told[0]))
    assert (answer.code, "is of another period than 2026-11" in answer.err) == (2, True), answer.err
    assert "the same to the byte" in paid("pay", "show", EMPLOYEE, *ONE, "--recompute", run_of(told[0])).well()


def test_a_rule_that_left_out_nothing_is_said_to(paid: Crewlex) -> None:
    shown = paid("pay", "show", EMPLOYEE, MONTH, *ONE, "--why-not", "SAMPLE_Section_6.A").well()
    assert "left nothing out" in shown


def test_a_row_that_got_nothing_goes_by_its_name(paid: Crewlex) -> None:
    shown = paid("pay", "show", EMPLOYEE, MONTH, *ONE, "--why-not", "SAMPLE_Section_5.D_long_delay").well()
    assert re.search(rf"{CARRIER}\d+ of 2026-12-\d\d", shown)
    assert re.search(rf"{CARRIER}\d+\* of 2026-12-\d\d", shown)  # one that was generated says so
    assert re.search(
        "month +[A-Z_]+", paid("pay", "show", EMPLOYEE, MONTH, *ONE, "--why-not", "SAMPLE_Section_4.B").well()
    )
