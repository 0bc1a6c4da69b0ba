"""The life of one server: found running, or prepared, started and waited for; and stopped."""

import time
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from domain.errors import UnavailableError
from servers import ports, private, processes
from servers.faults import says, tail
from servers.kind import Kind, Name
from servers.layout import Home
from servers.processes import Identity
from servers.progress import Progress, Task

_PORT_TAKEN = ("Address already in use", "Address in use", "could not bind", "BindException")
_DYING = ("pre-existing shared memory block", "Store and its lock file has been locked", 'lock file "postmaster.pid"')
_DISK_FULL = ("No space left on device",)
_STEP = 0.05  # seconds between two looks


class Record(BaseModel):
    """A server that was started: kept in CREWLEX_HOME/run."""

    model_config = ConfigDict(frozen=True)

    name: Name
    port: int
    identity: Identity
    version: str = ""


def running(name: Name, home: Home) -> Record | None:
    """The record of a server that runs now; None if there is none or its process has ended."""
    file = home.run / f"{name}.json"
    try:
        record = Record.model_validate_json(file.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValidationError):
        return None
    return record if record.identity.process() else None


def ensure(kind: Kind, home: Home, progress: Progress, seconds: int) -> Record:
    """The server, attached to if it runs, else started; UnavailableError with the remedy if it cannot be had."""
    found = running(kind.name, home)
    settled = _ready(kind, found, home, seconds) if found else None
    if settled is not None:
        return settled
    for stray in processes.with_argument(kind.marker()):
        processes.stop(stray, kind.stop_with)
    kind.prepare(progress)
    task = progress.task(f"starting {kind.name}")
    try:
        return _start(kind, home, seconds, task)
    finally:
        task.finish()


def stop(kind: Kind, home: Home) -> None:
    """Stop the server if it runs, and forget it."""
    found = running(kind.name, home)
    if found is not None:
        processes.stop(found.identity, kind.stop_with)
    (home.run / f"{kind.name}.json").unlink(missing_ok=True)


def _start(kind: Kind, home: Home, seconds: int, task: Task) -> Record:
    if kind.port is not None and ports.answers(kind.port):
        raise _taken(kind, kind.port)  # asked first: else we would talk to whoever listens there
    log = home.log(kind.name)
    for port in ports.candidates(kind.port):
        record = Record(name=kind.name, port=port, identity=kind.command(port).spawn(log))
        _keep(record, home)
        settled = _ready(kind, record, home, seconds, task)
        if settled is not None:
            return settled
        if not says(log, *_PORT_TAKEN, *_DYING):
            break
        time.sleep(1)  # the reason passes: another port is tried, the server before us ends
    raise _ended(kind, log)


def _ready(kind: Kind, record: Record, home: Home, seconds: int, task: Task | None = None) -> Record | None:
    """The record with the version that the server tells; None if the server ends before it answers."""
    end = time.monotonic() + seconds
    while record.identity.process():
        version = kind.probe(record.port)
        if version is not None:
            settled = record.model_copy(update={"version": version})
            _keep(settled, home)
            return settled
        if time.monotonic() > end:
            raise _late(kind, record, home.log(kind.name), seconds)
        time.sleep(_STEP)
        if task is not None:
            task.advance(0)  # it ends here, if nobody waits any more
    return None


def _keep(record: Record, home: Home) -> None:
    private.write(home.run / f"{record.name}.json", record.model_dump_json())


def _late(kind: Kind, record: Record, log: Path, seconds: int) -> UnavailableError:
    return UnavailableError(
        f"{kind.name} (process {record.identity.pid}) has not answered on port {record.port} within {seconds} s: "
        f"try again, or see {log}, which ends in: {tail(log)}"
    )


def _ended(kind: Kind, log: Path) -> UnavailableError:
    if says(log, *_DISK_FULL):
        return UnavailableError(
            f"The disk that holds {kind.data} is full, so {kind.name} ended: "
            f"free about 1 GB there, or set CREWLEX_HOME to a folder on another disk."
        )
    if kind.port is not None and says(log, *_PORT_TAKEN):
        return _taken(kind, kind.port)
    return UnavailableError(f"{kind.name} ended while it started: see {log}, which ends in: {tail(log)}")


def _taken(kind: Kind, port: int) -> UnavailableError:
    return UnavailableError(
        f"Port {port} on this machine is taken, so {kind.name} cannot start there: "
        f"end the program that listens on it, or set no port and a free one is found."
    )
