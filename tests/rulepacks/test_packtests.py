"""`crewlex rules test`: every case is run or counted, and one that answers otherwise fails by name."""

from pathlib import Path
from shutil import copytree

import pytest

import rulepacks
from domain.errors import InputError
from graph.packfolder import read_folder
from services.packtests import Result, run


def test_no_case_is_lost_and_none_fails() -> None:
    found = run()
    assert len(found) == sum(len(loaded.pack.cases) for loaded in read_folder())
    assert [one.case.name for one in found if one.result is Result.FAILED] == []
    assert all(bool(one.why) == (one.result is Result.WAITING) for one in found)


def test_a_case_that_expects_otherwise_fails_by_name(tmp_path: Path) -> None:
    copytree(Path(rulepacks.__path__[0]), tmp_path / "packs")
    file = tmp_path / "packs" / "scenarios" / "flights.yaml"
    file.write_text(file.read_text("utf-8").replace("expect: HOLDS", "expect: FAILS", 1), "utf-8")
    (failed,) = [one for one in run("flights", tmp_path / "packs") if one.result is Result.FAILED]
    assert (failed.case.expect, failed.got) == ("FAILS", "HOLDS")


def test_an_unknown_pack_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError, match=r"no rule pack part118: there are .*faa/part117"):
        run("part118")
