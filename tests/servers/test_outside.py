"""The folder that root makes for Postgres outside a closed home: where it is, and when it goes."""

import os
import stat
import sys
from pathlib import Path
from shutil import rmtree
from signal import SIGTERM

import pytest

from servers.commands import Command
from servers.layout import Home
from servers.postgres import outside
from servers.processes import stop

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root's Postgres has a folder of its own")


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder and a lasting one of the test's own."""
    for name in ("tmp", "lib"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(outside, "_PASSING", (tmp_path / "tmp",))
    monkeypatch.setattr(outside, "_LASTING", (tmp_path / "lib",))
    return tmp_path / "tmp"


def home(path: Path) -> Home:
    made = Home(path, path)
    made.make()
    return made


def thrown_away(temporary: Path, name: str = "earlier") -> Path:
    """The folder of a home that is gone."""
    earlier = home(temporary / name)
    folder = outside.of(earlier)
    (folder / "postgres-18").mkdir()
    rmtree(earlier.path)
    return folder


def test_a_lasting_home_has_its_folder_in_a_lasting_place_and_keeps_it(tmp_path: Path) -> None:
    lasting = home(tmp_path / "home")
    folder = outside.of(lasting)
    assert folder.parent == tmp_path / "lib"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o711
    assert outside.of(lasting) == folder
    assert (folder / outside.OWNER).read_text() == f"{lasting.path}\n"


def test_a_temporary_home_has_its_folder_beside_it(temporary: Path) -> None:
    assert outside.of(home(temporary / "deep" / "home")).parent == temporary


def test_what_a_temporary_home_left_goes_when_the_next_one_is_made(temporary: Path, tmp_path: Path) -> None:
    left = thrown_away(temporary)
    outside.of(home(tmp_path / "lasting"))
    assert left.exists()
    used = outside.of(home(temporary / "used"))
    assert used.exists()
    assert not left.exists()


def test_what_a_lasting_home_left_is_never_removed(temporary: Path, tmp_path: Path) -> None:
    lasting = home(tmp_path / "home")
    folder = outside.of(lasting)
    lasting.path.rename(tmp_path / "moved")
    outside.of(home(temporary / "next"))
    outside.of(home(tmp_path / "next"))
    assert outside.of(Home(tmp_path / "moved", tmp_path)) == folder


@pytest.mark.parametrize("spoil", ["no mark", "a home elsewhere", "somebody else's", "a link"])
def test_a_folder_that_is_not_surely_ours_and_left_behind_stays(spoil: str, temporary: Path) -> None:
    folder = thrown_away(temporary)
    match spoil:
        case "no mark":
            (folder / outside.OWNER).unlink()
        case "a home elsewhere":
            (folder / outside.OWNER).write_text("/mnt/not-mounted/home\n")
        case "somebody else's":
            os.chown(folder, 65534, -1)
        case "a link":
            moved = folder.rename(temporary / "moved")
            folder.symlink_to(moved)
    outside.of(home(temporary / "next"))
    assert (folder / "postgres-18").is_dir()


def test_a_folder_stays_while_a_server_runs_there(temporary: Path) -> None:
    folder = thrown_away(temporary)
    argument = f"-D{folder}/postgres-18"
    server = Command([sys.executable, "-c", "import time; time.sleep(60)", argument], temporary).spawn(
        temporary / "log"
    )
    try:
        outside.of(home(temporary / "next"))
        assert folder.exists()
    finally:
        stop(server, SIGTERM)
    outside.of(home(temporary / "after"))
    assert not folder.exists()
