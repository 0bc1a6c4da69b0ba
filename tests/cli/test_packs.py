"""`crewlex rules lint`, `load` and `regime`: a bad pack is told by its place, and nothing of it is loaded."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

import rulepacks
from tests.cli.conftest import Crewlex

PACKS = Path(rulepacks.__path__[0])


@pytest.fixture
def changed(tmp_path: Path) -> Callable[[str, str, str], Path]:
    """The packs with one thing in one file written otherwise."""

    def change(file: str, right: str, wrong: str) -> Path:
        copytree(PACKS, tmp_path / "packs")
        text = (tmp_path / "packs" / file).read_text("utf-8")
        assert right in text
        (tmp_path / "packs" / file).write_text(text.replace(right, wrong, 1), "utf-8")
        return tmp_path / "packs"

    return change


def test_sound_packs_need_no_server(crewlex: Crewlex) -> None:
    nowhere = {"NEO4J_URI": "bolt://127.0.0.1:1", "DATABASE_URL": "postgresql://x:x@127.0.0.1:1/x"}
    assert crewlex("rules", "lint", **nowhere).well().startswith("ok: ")
    assert crewlex("rules", "lint", str(PACKS), **nowhere).well().startswith("ok: ")


BAD = [
    ("a family", "faa/part117.yaml", "family: minimum_rest", "family: minimum_sleep", "did you mean minimum_rest?"),
    (
        "a loose end",
        "faa/part117_rest.yaml",
        "applies_to: [new_theater]",
        "applies_to: [theatre]",
        "no scenario theatre",
    ),
    (
        "a circle",
        "scenarios/periods.yaml",
        '"TRUE"',
        '"TRUE"\n    specializes: [month_with_leave]',
        "leads in a circle",
    ),
    (
        "no agreement",
        "contracts/sample.yaml",
        "        method: LATER_EFFECTIVE",
        "        method: MANUAL_REVIEW",
        "MANUAL_REVIEW",
    ),
    (
        "no order of credit",
        "contracts/sample.yaml",
        "{family: duty_rig, component: duty_rig, per: 2}",
        "{family: duty_rig, component: trip_rig, per: 2}",
        "(trip_rig) pays, and neither component depends on the other",
    ),
]


@pytest.mark.parametrize(("file", "right", "wrong", "says"), [one[1:] for one in BAD], ids=[one[0] for one in BAD])
def test_a_bad_pack_is_refused_by_lint_and_load_and_nothing_of_it_stays(
    file: str,
    right: str,
    wrong: str,
    says: str,
    crewlex: Crewlex,
    airline: None,
    changed: Callable[[str, str, str], Path],
) -> None:
    crewlex("rules", "load").well()
    before = crewlex("rules", "list").well()
    packs = changed(file, right, wrong)
    for answer in (
        crewlex("rules", "lint", str(packs)),
        crewlex("rules", "load", "--airline", "WN", "--replace", CREWLEX_RULEPACKS=str(packs)),
    ):
        assert (answer.code, answer.out) == (2, "")
        assert f"{packs / file}:" in answer.err
        assert says in answer.err
        assert "Traceback" not in answer.err
    assert crewlex("rules", "list").well() == before
    assert "The live graph is edition 1 and passes" in crewlex("rules", "check").well()


def test_the_regime_of_an_airline(crewlex: Crewlex, airline: None) -> None:
    crewlex("rules", "load").well()
    of, since = ("rules", "regime", "--airline", "WN"), ("--since", "2026-11-01")
    assert crewlex(*of).well() == "WN flies under FAA.\n"
    for half in (since, ("-m", "why")):
        assert crewlex(*of, "EASA", *half).code == 2, "it asks from when on, and why"
    assert "on 2026-11-01 or 2026-12-01" in crewlex(*of, "EASA", "--since", "2026-11-09", "-m", "why").err
    chosen = "WN flies under EASA from 2026-11-01 on"
    assert crewlex(*of, "EASA", *since, "-m", "why").well() == f"{chosen}.\n"
    assert crewlex(*of).well() == f"WN flies under FAA up to 2026-11-01.\n{chosen}.\n"
    book = ("rules", "rulebook", "--airline", "WN", "--month")
    laws = ["easa_rest" in crewlex(*book, month).well() for month in ("2026-10", "2026-11")]
    assert laws == [False, True]
    assert crewlex(*of, "EASA", *since, "-m", "why").well() == f"{chosen}, as before.\n"
    assert crewlex(*of, "FAA", *since, "-m", "back").well() == "WN flies under FAA from 2026-11-01 on.\n"


def test_cases_that_wait_for_an_engine_are_counted_by_pack_and_by_what_they_wait_for(crewlex: Crewlex) -> None:
    said = crewlex("rules", "test").well().splitlines()
    by_pack = [line for line in said if line.endswith(" not yet executable") and ": " in line]
    waiting = [int(line.split()[-4]) for line in by_pack]
    reasons = {line.split(" wait for ")[1]: int(line.split()[0]) for line in said if " wait for " in line}
    assert len(by_pack) == sum("\ncases:\n" in file.read_text("utf-8") for file in PACKS.rglob("*.yaml"))
    assert [why for why in reasons if why.startswith("a check of ")] == [], "the judge has a check for every rule"
    assert sum(waiting) == sum(reasons.values())
    assert said[-1].endswith(f"0 failed, {sum(waiting)} not yet executable")
