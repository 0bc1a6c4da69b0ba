"""Makes the data of a new Postgres: `initdb` with SCRAM, then the database `crewlex`."""

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import psutil

from domain.errors import UnavailableError
from servers.commands import Command
from servers.faults import filesystem
from servers.ports import LOOPBACK
from servers.postgres.place import MAJOR, Place

OWNER = "crewlex_owner"
DATABASE = "crewlex"
_HANDED_OVER = ".handed-over."

_INITDB = (
    "--auth=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",  # the same order of texts on every machine
    "--no-instructions",
)


def make(place: Place, password: str, *, durable: bool) -> None:
    """Create the data folder unless it is there; UnavailableError says why it could not be."""
    if place.data.is_dir():
        _same_major(place.data)
        _clear_stale_pid(place.data)
        return
    for left in place.parent.glob(f"{_HANDED_OVER}*"):  # by a command that was killed just then
        left.unlink()
    fresh = place.parent / f".{place.data.name}.{secrets.token_hex(4)}"
    with filesystem(place.parent):
        fresh.mkdir(mode=0o700)
        _give(fresh, place)
    try:
        with _password_file(place, password) as file:
            arguments = (*_INITDB, f"--username={OWNER}", f"--pwfile={file}", f"--pgdata={fresh}")
            _run(place, "initdb", *arguments, *(() if durable else ("--no-sync",)))
        with filesystem(place.parent):
            fresh.rename(place.data)  # at once: a half-made folder is never taken for a whole one
    finally:
        with suppress(OSError):
            fresh.rmdir()  # where initdb failed it has emptied it


def argument(data: Path) -> str:
    """How the server is told its data folder."""
    return f"-D{data}"


def create_database(place: Place, password: str, port: int) -> None:
    """Create the database `crewlex` on the running server."""
    where = (
        f"--host={LOOPBACK}",
        f"--port={port}",
        f"--username={OWNER}",
        "--no-password",
        "--maintenance-db=postgres",
    )
    client = replace(place, account=None)  # it is we who connect: the server's user need not see the password
    _run(client, "createdb", *where, DATABASE, PGPASSWORD=password, PGSSLMODE="disable")


def _run(place: Place, program: str, *arguments: str, **extra: str) -> None:
    command = Command((str(place.program(program)), *arguments), place.parent, place.account, extra)
    done = command.run()
    if done.returncode:
        said = " ".join((done.stderr or done.stdout).split())
        if "No space left on device" in said:
            raise UnavailableError(
                f"The disk that holds {place.parent} is full: free about 1 GB, or set CREWLEX_HOME to another disk."
            )
        raise UnavailableError(f"{program} could not prepare Postgres in {place.parent}: {said[-400:]}")


@contextmanager
def _password_file(place: Place, password: str) -> Iterator[Path]:
    file = place.parent / f"{_HANDED_OVER}{secrets.token_hex(8)}"
    with filesystem(place.parent):
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as open_file:
            open_file.write(password)
        _give(file, place)
    try:
        yield file
    finally:
        file.unlink(missing_ok=True)


def _give(path: Path, place: Place) -> None:
    if place.account is not None:
        os.chown(path, place.account.uid, place.account.gid)


def _same_major(data: Path) -> None:
    with filesystem(data):
        found = (data / "PG_VERSION").read_text(encoding="utf-8").strip()
    if found != str(MAJOR):
        raise UnavailableError(
            f"The data in {data} were written by Postgres {found} and this is Postgres {MAJOR}: "
            f"upgrade them with pg_upgrade, or set CREWLEX_HOME to an empty folder."
        )


def _clear_stale_pid(data: Path) -> None:
    """Postgres forgives a pid file whose process is gone, but not one whose number another process has taken."""
    file = data / "postmaster.pid"
    if not file.exists():
        return
    numbers = re.findall(r"^\d+$", file.read_text(encoding="utf-8"), re.MULTILINE)
    if numbers and psutil.pid_exists(int(numbers[0])) and not _is_postgres(int(numbers[0]), data):
        file.unlink()


def _is_postgres(pid: int, data: Path) -> bool:
    try:
        return argument(data) in psutil.Process(pid).cmdline()
    except (psutil.NoSuchProcess, psutil.AccessDenied):
        return False
