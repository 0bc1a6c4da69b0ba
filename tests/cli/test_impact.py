"""`crewlex rules impact`, `diff` and the past, on a real month: typed as an analyst types them."""

import json
from pathlib import Path

import polars as pl
import pytest

from tests.cli.conftest import Crewlex

CARRIER, MONTH = "YV", "2026-12"
ONE, DIEM = ("--airline", CARRIER), "SAMPLE_Section_6.A"


@pytest.fixture(scope="module")
def loaded() -> list[str]:
    """Whether the month is there: it is loaded once, by the first test that asks."""
    return []


@pytest.fixture
def month(crewlex: Crewlex, loaded: list[str]) -> Crewlex:
    """The command, with a month loaded and rostered."""
    if not loaded:
        crewlex("load", "--carrier", CARRIER, "--month", MONTH, "--demonstration").well()
        crewlex("roster", *ONE, "--month", MONTH, "--demonstration").well()
        loaded.append(MONTH)
    return crewlex


def test_a_draft_is_weighed_kept_and_looked_at_again(month: Crewlex, tmp_path: Path) -> None:
    month("rules", "set", DIEM, "per_hour", "3.25", *ONE).well()
    files = {name: tmp_path / f"impact.{name}" for name in ("json", "csv")}
    asked = ("rules", "impact", *ONE, "--month", MONTH)
    told = month(*asked, "--json", str(files["json"]), "--csv", str(files["csv"])).well()
    assert told.startswith("IM-1: CS-1 against edition 1, YV, 2026-12\n")
    for words in (
        f"YV/{DIEM}: per_hour 2.25 -> 3.25",
        "0 lose",
        "By base",
        "By seat",
        "By years of service",
        "The largest",
    ):
        assert words in told
    body = files["json"].read_text()
    assert json.loads(body)["candidate"]["name"] == "CS-1"
    rows = pl.read_csv(files["csv"])
    assert set(rows["rule_code"]) == {DIEM}
    assert rows["delta"].sum() == sum(row["delta"] for row in json.loads(body)["crew"])
    assert month("rules", "impact", "show", "im-1").well() == told
    assert month(*asked, "--json", "-").well() == body
    for flag in ("--csv", "--json"):
        nowhere = month(*asked, flag, str(tmp_path / "nowhere" / "x"))
        assert (nowhere.code, "cannot be written" in nowhere.err) == (2, True)
    assert month("rules", "discard", *ONE).code == 0


def test_longer_rest_shows_the_duties_that_become_illegal(month: Crewlex) -> None:
    month("rules", "set", "14CFR117.25(e)", "minutes", "20:00").well()
    told = month("rules", "impact", *ONE, "--shared", "--month", MONTH).well()
    assert "Planned duties" in told
    assert "illegal now" in told
    refused = month("rules", "impact", "--shared", "--month", MONTH)
    assert (refused.code, refused.out) == (2, "")
    assert "name the airline with --airline" in refused.err
    month("rules", "discard").well()


def test_the_past_is_asked_by_day_instant_and_edition(crewlex: Crewlex, airline: None) -> None:
    crewlex("rules", "load").well()
    assert crewlex("rules", "diff", "1", "1").well() == "Edition 1 -> 1: 0 differences\n"
    asked = ("rules", "rulebook", "--airline", "WN", "--month", "2026-11")
    newest = crewlex(*asked).well()
    assert crewlex(*asked, "--edition", "1").code == 0
    assert crewlex(*asked, "--known-at", "2999-01-01T00:00Z").well() == newest
    day = crewlex("rules", "show", DIEM, "--airline", "WN", "--as-of", "2026-11-30").well()
    assert "per_diem" in day
    assert "Edition" in crewlex("rules", "list", "--airline", "WN", "--as-of", "2026-11-30").well()
    for flags, why in (
        (("--known-at", "1999-01-01T00:00Z"), "No rules were published by 1999-01-01T00:00:00Z"),
        (("--known-at", "yesterday"), "is no instant"),
        (("--known-at", "2026-11-01T00:00"), "has no offset"),
        (("--edition", "99"), "There is no edition 99"),
        (("--as-of", "2026-11-30"), "not both"),
    ):
        wrong = crewlex(*asked, *flags)
        assert (wrong.code > 0, wrong.out) == (True, "")
        assert why in wrong.err
