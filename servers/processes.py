"""Child processes that outlive us: known by process id and start time, since ids are used again."""

import os
import signal
import time
from contextlib import suppress
from pathlib import Path

import psutil
from pydantic import BaseModel, ConfigDict

_SAME_START = 2  # seconds: the kernel's boot time, from which start times are told, may be adjusted by one
_FORCE = getattr(signal, "SIGKILL", signal.SIGTERM)


class Identity(BaseModel):
    """Which process: its id and when it started (seconds since 1970)."""

    model_config = ConfigDict(frozen=True)

    pid: int
    started: float

    @classmethod
    def of(cls, pid: int) -> "Identity":
        """Of a process that runs now; psutil.NoSuchProcess if it has ended."""
        return cls(pid=pid, started=psutil.Process(pid).create_time())

    def process(self) -> psutil.Process | None:
        """The process, if it still runs and is the same one."""
        try:
            found = psutil.Process(self.pid)
            same = abs(found.create_time() - self.started) <= _SAME_START
            if same and found.status() != psutil.STATUS_ZOMBIE:
                return found
        except psutil.NoSuchProcess:
            return None
        _reap(self.pid)
        return None


def stop(identity: Identity, sign: signal.Signals, seconds: int = 30) -> None:
    """Ask it to end, wait, and end it by force if it does not."""
    for each in (sign, _FORCE):
        process = identity.process()
        if process is None:
            return
        with suppress(psutil.NoSuchProcess):
            process.send_signal(each)
        if gone(identity, seconds):
            return


def gone(identity: Identity, seconds: int) -> bool:
    """Wait until the process has ended, at most that long; whether it did."""
    end = time.monotonic() + seconds
    while identity.process() is not None:
        # A dead child of another living command stays listed until that command looks: psutil's wait would wait.
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def _reap(pid: int) -> None:
    if hasattr(os, "WNOHANG"):
        with suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def with_argument(argument: str) -> list[Identity]:
    """The processes started with exactly this argument: servers whose record was lost in a crash."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        if argument in (process.info["cmdline"] or ()) and process.pid != os.getpid():
            try:
                found.append(Identity.of(process.pid))
            except psutil.NoSuchProcess:
                continue
    return found


def below(folder: Path) -> bool:
    """Whether a process was started with the path of something below this folder."""
    inside = f"{folder}{os.sep}"
    found = psutil.process_iter(["cmdline"])
    return any(inside in part for process in found for part in process.info["cmdline"] or ())
