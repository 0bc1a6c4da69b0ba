"""Processes that outlive their parent, the leases that hold them, and the ports they take."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from servers import leases, ports, private
from servers.commands import Command
from servers.processes import Identity, gone, stop, with_argument

ROOT = Path(__file__).resolve().parents[2]
DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"


def python(folder: Path, code: str, *arguments: str) -> Identity:
    return Command([sys.executable, "-c", code, *arguments], folder).spawn(folder / "log")


def until_said(log: Path, word: str) -> None:
    end = time.monotonic() + 20
    while word not in log.read_text(encoding="utf-8"):
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_child_lives_apart_with_a_small_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "elsewhere")
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-Xmx1m")
    child = python(tmp_path, "import os; print(os.getsid(0) == os.getpid(), sorted(os.environ))")
    assert gone(child, 20)
    said = (tmp_path / "log").read_text(encoding="utf-8")
    assert said.startswith("True")
    assert "PGHOST" not in said
    assert "JAVA" not in said


def test_a_program_that_we_run_clears_up_when_we_are_told_to_stop(tmp_path: Path) -> None:
    tidy = (
        "import pathlib, signal, sys, time\n"
        "made = pathlib.Path('half-made')\n"
        "signal.signal(signal.SIGTERM, lambda *_: (made.unlink(), sys.exit(1)))\n"
        "made.touch(); time.sleep(60)\n"
    )
    run = "import sys; from servers.commands import Command; Command(sys.argv[2:], sys.argv[1]).run()"
    ours = subprocess.Popen(
        [sys.executable, "-c", run, str(tmp_path), sys.executable, "-c", tidy], cwd=ROOT, stderr=subprocess.DEVNULL
    )
    end = time.monotonic() + 20
    while not (tmp_path / "half-made").exists():
        assert time.monotonic() < end
        time.sleep(0.02)
    ours.send_signal(signal.SIGINT)
    ours.wait(20)
    assert list(tmp_path.iterdir()) == []


def test_the_log_of_the_run_before_is_kept(tmp_path: Path) -> None:
    for word in ("first", "second"):
        assert gone(python(tmp_path, f"print({word!r})"), 20)
    assert (tmp_path / "log").read_text(encoding="utf-8") == "second\n"
    assert (tmp_path / "log.1").read_text(encoding="utf-8") == "first\n"


@pytest.mark.parametrize("code", ["import time; time.sleep(60)", DEAF])
def test_stop_ends_it_by_force_if_need_be(tmp_path: Path, code: str) -> None:
    child = python(tmp_path, code)
    if code is DEAF:
        until_said(tmp_path / "log", "deaf")
    stop(child, signal.SIGTERM, seconds=1)
    assert child.process() is None


def test_a_dead_child_that_its_parent_does_not_look_at_is_gone() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", "import subprocess, time; c = subprocess.Popen(['true']); print(c.pid); time.sleep(60)"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        started = Identity.of(parent.pid).started
        assert gone(Identity(pid=child, started=started), 20)
    finally:
        parent.kill()
        parent.communicate()


def test_a_number_that_another_process_has_taken_is_not_the_same_process() -> None:
    me = Identity.of(os.getpid())
    assert me.process() is not None
    assert me.model_copy(update={"started": me.started - 3600}).process() is None


def test_a_process_is_found_by_a_whole_argument(tmp_path: Path) -> None:
    child = python(tmp_path, "import time; time.sleep(60)", f"--home={tmp_path}")
    try:
        assert child in with_argument(f"--home={tmp_path}")
        assert with_argument(str(tmp_path)) == []
    finally:
        stop(child, signal.SIGTERM)


def test_leases_of_dead_processes_and_broken_ones_are_void(tmp_path: Path) -> None:
    mine = leases.take(tmp_path)
    again = leases.take(tmp_path)
    me = Identity.of(os.getpid())
    private.write(tmp_path / "1-reused.json", me.model_copy(update={"started": 5}).model_dump_json())
    private.write(tmp_path / "2-broken.json", "{")
    assert leases.holders(tmp_path) == (me.pid, me.pid)
    assert sorted(tmp_path.iterdir()) == sorted([mine, again])


def test_ports_are_free_when_chosen_and_a_fixed_one_is_the_only_one() -> None:
    assert list(ports.candidates(5)) == [5]
    chosen = list(ports.candidates(None))
    assert len(chosen) > 1
    assert not ports.answers(chosen[0])
    with socket.create_server((ports.LOOPBACK, chosen[0])):
        assert ports.answers(chosen[0])
