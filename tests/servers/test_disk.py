"""Folders, private files, and what is said when the disk does not do its part."""

import os
import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from domain.errors import UnavailableError
from servers import private
from servers.commands import Command
from servers.faults import filesystem, tail
from servers.layout import Home
from servers.options import Options
from servers.supervisor import down, status

AS_ROOT = os.geteuid() == 0
NOBODY = 65534


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@contextmanager
def powerless() -> Iterator[None]:
    """As root every folder is writable: be nobody for a moment."""
    if AS_ROOT:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if AS_ROOT:
            os.seteuid(0)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB on which no program may be run."""
    options = ["mount", "-t", "tmpfs", "-o", "size=256k,noexec", "tmpfs", str(tmp_path)]
    if not AS_ROOT or subprocess.run(options, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk, and not everywhere")
    yield tmp_path
    subprocess.run(["umount", str(tmp_path)], check=True)


def test_every_folder_is_closed_to_others(tmp_path: Path) -> None:
    home = Home(tmp_path / "deep" / "home", tmp_path / "cache")
    home.make()
    folders = [home.path, home.data, home.logs, home.run, home.secrets, home.leases]
    assert {mode(folder) for folder in folders} == {0o700}
    assert not home.cache.exists()


def test_a_folder_that_is_there_already_keeps_its_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    Home(tmp_path, tmp_path).make()
    assert mode(tmp_path) == 0o755


def test_a_password_is_random_private_and_stays(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    assert private.password(one) == private.password(one) != private.password(other)
    assert mode(one) == 0o600
    assert sorted(tmp_path.iterdir()) == [one, other]


def test_a_home_below_a_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(UnavailableError, match="is a file, not a folder: set CREWLEX_HOME"):
        Home(tmp_path / "file" / "home", tmp_path).make()


def test_a_home_in_a_closed_folder_is_one_sentence(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    with powerless(), pytest.raises(UnavailableError, match=r"You may not read or write .*closed.*CREWLEX_HOME"):
        Home(closed / "home", tmp_path).make()


def test_a_home_that_was_closed_meanwhile_is_one_sentence(tmp_path: Path) -> None:
    options = Options(home=tmp_path / "home", cache=tmp_path)
    options.folders.make()
    options.folders.run.chmod(0o500)
    with powerless(), pytest.raises(UnavailableError, match="You may not read or write"):
        down(options)


@pytest.mark.skipif(not AS_ROOT, reason="only root can become somebody who may not look")
def test_status_of_a_home_of_somebody_else_is_one_sentence(tmp_path: Path) -> None:
    with powerless(), pytest.raises(UnavailableError, match="You may not read or write"):
        status(Options(home=tmp_path / "home", cache=tmp_path))


def test_a_full_disk_is_one_sentence() -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    with pytest.raises(UnavailableError, match="is full: free about 1 GB"), filesystem(full):
        full.write_text("anything", encoding="utf-8")


def test_a_real_full_disk_is_one_sentence(small_disk: Path) -> None:
    with pytest.raises(UnavailableError, match=f"The disk that holds {small_disk} is full"):
        private.write(small_disk / "record", "x" * 400_000)


@pytest.mark.parametrize("folder", ["tmp_path", "small_disk"])
def test_a_program_that_may_not_run_is_one_sentence(folder: str, request: pytest.FixtureRequest) -> None:
    where: Path = request.getfixturevalue(folder)
    program = where / "java"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o700 if folder == "small_disk" else 0o600)
    for start in (
        lambda: Command([str(program)], where).run(),
        lambda: Command([str(program)], where).spawn(where / "l"),
    ):
        with pytest.raises(UnavailableError, match=r"refuses to run .*java .*noexec.*chmod \+x"):
            start()


def test_a_program_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(UnavailableError, match="install the dependencies of crewlex again"):
        Command([str(tmp_path / "none")], tmp_path).run()


def test_the_tail_of_a_log_is_its_last_lines_on_one(tmp_path: Path) -> None:
    log = tmp_path / "log"
    assert tail(log) == ""
    log.write_text("one\n\n two \nthree\n", encoding="utf-8")
    assert tail(log, 2) == "two | three"
