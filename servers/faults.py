"""What can go wrong with disks, programs and servers, each told in one sentence with its remedy."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from domain.errors import UnavailableError

_ELSEWHERE = "set CREWLEX_HOME (data) or CREWLEX_CACHE (downloads) to a folder that you can use"

_BY_ERRNO = {
    errno.ENOSPC: f"The disk that holds {{path}} is full: free about 1 GB there, or {_ELSEWHERE}.",
    errno.EDQUOT: f"Your disk quota for {{path}} is used up: free about 1 GB there, or {_ELSEWHERE}.",
    errno.EROFS: f"{{path}} is on a disk mounted read-only: {_ELSEWHERE}.",
    errno.EACCES: f"You may not read or write {{path}}: change its rights, or {_ELSEWHERE}.",
    errno.EPERM: f"You may not read or write {{path}}: change its rights, or {_ELSEWHERE}.",
    errno.ENOTDIR: f"A part of the path {{path}} is a file, not a folder: {_ELSEWHERE}.",
    errno.EEXIST: f"{{path}} is a file where a folder is needed: move it away, or {_ELSEWHERE}.",
}


def unwritable(error: OSError, path: Path) -> UnavailableError:
    """The sentence for a file or folder at `path` that cannot be used."""
    known = _BY_ERRNO.get(error.errno or 0)
    if known:
        return UnavailableError(known.format(path=path))
    return UnavailableError(f"Cannot use {path} ({error.strerror or error}): {_ELSEWHERE}.")


@contextmanager
def filesystem(path: Path) -> Iterator[None]:
    """Turn an OSError raised inside into the sentence for `path`."""
    try:
        yield
    except OSError as error:
        raise unwritable(error, path) from error


def unrunnable(error: OSError, program: Path) -> UnavailableError:
    """The sentence for a program that the system does not start."""
    if isinstance(error, PermissionError):
        return UnavailableError(
            f"The system refuses to run {program} (no execute permission, or a disk mounted noexec): "
            f"give it back with chmod +x, or put the virtual environment on a disk that allows programs."
        )
    if isinstance(error, FileNotFoundError):
        return UnavailableError(f"{program} is not there: install the dependencies of crewlex again (make setup).")
    return UnavailableError(
        f"Cannot run {program} ({error.strerror or error}): install crewlex for this machine again."
    )


def tail(log: Path, lines: int = 4) -> str:
    """The last lines of a log on one line; empty if there is none."""
    if not log.exists():
        return ""
    found = [line.strip() for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    return " | ".join(found[-lines:])


def says(log: Path, *words: str) -> bool:
    """Whether a log contains one of these words."""
    if not log.exists():
        return False
    text = log.read_text(encoding="utf-8", errors="replace")
    return any(word in text for word in words)
