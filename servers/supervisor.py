"""One supervisor: the first command starts the servers, others attach, the last one out stops them."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from domain.errors import RefusedError, UnavailableError
from servers import leases, ours, private
from servers.addresses import Addresses
from servers.faults import unwritable
from servers.layout import Home
from servers.options import Options
from servers.progress import Progress, Silent
from servers.status import Status, status

__all__ = ["Options", "Status", "attached", "down", "status", "up"]

_PATIENCE = 600  # seconds: another command may be fetching Neo4j over a slow line


@contextmanager
def attached(options: Options, progress: Progress, *, stay: bool = False) -> Iterator[Addresses]:
    """The servers for as long as the block lasts: started, attached to, or checked if they are not ours.

    The last one out stops them, unless `stay` (or an earlier `up`) told them to stay.
    UnavailableError, in one sentence, if one of them cannot be had.
    """
    if not ours.kinds(options):
        yield ours.ensure(options, progress)
        return
    home = options.folders
    home.make()
    lease = leases.take(home.leases)
    try:
        with _lock(home, progress):
            addresses = ours.ensure(options, progress)
            if stay:
                private.write(home.staying, "")
        yield addresses
    finally:
        lease.unlink(missing_ok=True)
        if _unneeded(home):  # else no lock: whoever holds it now may be fetching Neo4j
            with _lock(home, progress):
                if _unneeded(home):
                    ours.stop(options)


def up(options: Options, progress: Progress) -> Addresses:
    """Start the servers and leave them running."""
    with attached(options, progress, stay=True) as addresses:
        return addresses


def down(options: Options, progress: Progress | None = None, *, force: bool = False) -> None:
    """Stop the servers; RefusedError while other commands use them, unless `force`."""
    home = options.folders
    home.make()
    with _lock(home, progress or Silent()):
        users = leases.holders(home.leases)
        if users and not force:
            raise RefusedError(
                f"The servers are in use by process {', '.join(map(str, users))}: "
                f"end it first, or stop them under it with --force."
            )
        home.staying.unlink(missing_ok=True)
        ours.stop(options)


def _unneeded(home: Home) -> bool:
    """Whether nobody uses the servers and nobody told them to stay."""
    return not home.staying.exists() and not leases.holders(home.leases)


@contextmanager
def _lock(home: Home, progress: Progress) -> Iterator[Path]:
    lock = FileLock(home.run / "supervisor.lock", mode=0o600)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        task = progress.task("waiting for another crewlex command")
        try:
            lock.acquire(timeout=_PATIENCE)
        except Timeout as error:
            raise UnavailableError(
                f"Another crewlex command has held {lock.lock_file} for {_PATIENCE} s: end it and try again."
            ) from error
        finally:
            task.finish()
    except OSError as error:
        raise unwritable(error, home.run) from error
    try:
        yield home.run
    finally:
        lock.release()
