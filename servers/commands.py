"""Programs to run to their end, or to start on their own."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from servers.faults import filesystem, unrunnable
from servers.processes import Identity

_PASSED_ON = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP")


@dataclass(frozen=True, slots=True)
class Account:
    """The user a server runs as when we are root."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Command:
    """How to start a program: its arguments, the folder it starts in, and as whom."""

    arguments: Sequence[str]
    folder: Path
    account: Account | None = None
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """A small environment: what the user set for other Javas and Postgreses must not reach ours."""
        kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        return {**kept, "LC_ALL": "C", "TZ": "UTC", **self.extra}

    def run(self) -> subprocess.CompletedProcess[str]:
        """Run it to its end; UnavailableError if the system does not start it."""
        try:
            child = subprocess.Popen(**self._apart, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        except OSError as error:
            raise unrunnable(error, Path(self.arguments[0])) from error
        with child:
            try:
                said, complained = child.communicate()
            except BaseException:
                child.terminate()  # not killed: it clears up after itself
                raise
        return subprocess.CompletedProcess(child.args, child.returncode, said, complained)

    def spawn(self, log: Path) -> Identity:
        """Start it on its own; what it says goes to `log`, and what the run before said is kept beside it."""
        with filesystem(log):
            if log.exists():
                log.replace(log.with_name(f"{log.name}.1"))
            output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            child = subprocess.Popen(**self._apart, stdout=output, stderr=output)
        except OSError as error:
            raise unrunnable(error, Path(self.arguments[0])) from error
        finally:
            os.close(output)
        identity = Identity.of(child.pid)
        child.returncode = 0  # it is no longer ours to wait for: its identity says whether it lives
        return identity

    @property
    def _apart(self) -> dict[str, Any]:
        """How every program of ours is started: as its account, with no input, where no Ctrl-C of ours reaches it."""
        return {
            "args": list(self.arguments),
            "cwd": self.folder,
            "env": self.environment,
            "user": self.account.uid if self.account else None,
            "group": self.account.gid if self.account else None,
            "extra_groups": [] if self.account else None,
            "stdin": subprocess.DEVNULL,
            "start_new_session": True,
        }
