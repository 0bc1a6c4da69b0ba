"""`crewlex rules …`, from the packs to a published edit."""

import pytest

from tests.cli.conftest import Crewlex
from tests.cli.reviewed import published

TABLE_B = "14CFR117.13(a)"


@pytest.fixture(autouse=True)
def loaded(crewlex: Crewlex, airline: None) -> None:
    """The packs, published for the airline WN."""
    crewlex("rules", "load").well()


def digest(crewlex: Crewlex) -> str:
    """The hash of the Rulebook in force."""
    return crewlex("rules", "rulebook", "--airline", "WN", "--month", "2026-11").well().split()[-1]


def test_listed_shown_and_compiled(crewlex: Crewlex) -> None:
    assert TABLE_B in crewlex("rules", "list", "--airline", "WN").well()
    shown = crewlex("rules", "show", TABLE_B).well()
    assert "14 CFR 117.13" in shown
    assert "fdp_table" in shown
    assert "unaugmented_fdp" in shown
    assert digest(crewlex).startswith("sha256:")


def test_a_cell_of_table_b_from_draft_to_force(crewlex: Crewlex) -> None:
    before = digest(crewlex)
    drafted = crewlex("rules", "set", TABLE_B, "rows[06:00].limits[4]", "11:30")
    assert "1. set PUBLIC/14CFR117.13(a) rows[06:00].limits[4] to 11:30" in drafted.well()
    assert "Nothing is in force yet: crewlex rules submit -m 'why' --effective DAY (or --correction)" in drafted.err
    assert digest(crewlex) == before
    assert crewlex("rules", "draft").well() == drafted.out
    assert "can be submitted" in crewlex("rules", "check").well()
    published(crewlex)
    assert digest(crewlex) != before
    assert "690" in crewlex("rules", "show", TABLE_B).well()


def test_a_connection_taken_away_and_drawn_again(crewlex: Crewlex) -> None:
    edge = ("SAMPLE_Section_5.A_redeye", "APPLIES_TO", "red_eye", "--airline", "WN")
    before = digest(crewlex)
    for verb in ("disconnect", "connect"):
        crewlex("rules", verb, *edge).well()
        published(crewlex, "--airline", "WN", day="2026-11-01")
        assert (digest(crewlex) == before) is (verb == "connect")


def test_a_draft_is_dropped(crewlex: Crewlex) -> None:
    crewlex("rules", "set", "SAMPLE_Section_4.B", "percent", "75", "--airline", "WN").well()
    assert "for WN (1 edit)." in crewlex("rules", "discard", "--airline", "WN").well()
    assert crewlex("rules", "draft", "--airline", "WN").well() == "There is no open draft for WN.\n"


WRONG = {
    "a rule that is not there": (("show", "14CFR117.13"), 1, "There is no rule 14CFR117.13: is it "),
    "a path that leads nowhere": (("set", TABLE_B, "rows[06:00].limits[9]", "1:00"), 2, "limits"),
    "a value that does not fit": (("set", TABLE_B, "rows[06:00].limits[4]", "soon"), 2, "soon"),
    "an airline that is not there": (("rulebook", "--airline", "QQ"), 1, "There is no airline QQ here: there is WN."),
    "a month that is none": (("rulebook", "--airline", "WN", "--month", "2026-13"), 2, "write it as 2026-11"),
    "nothing to submit": (("submit", "-m", "x", "--correction", "--airline", "WN"), 1, "You have no draft for WN"),
    "a kind of edge that is none": (("connect", "a", "LIKES", "b"), 2, "LIKES"),
}


@pytest.mark.parametrize(("arguments", "code", "why"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_told_and_no_traceback(
    crewlex: Crewlex, arguments: tuple[str, ...], code: int, why: str
) -> None:
    answer = crewlex("rules", *arguments)
    assert (answer.code, answer.out) == (code, "")
    assert why in answer.err
    assert "Traceback" not in answer.err
