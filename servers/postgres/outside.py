"""The folder outside a closed CREWLEX_HOME that root makes for Postgres, whose user may enter it.

The home records its folder, and the folder its home. A home below a temporary folder is soon thrown away, by people who
know of no other folder: its folder lies beside it in the same temporary folder, and goes when the next one is made.
Any other folder is never removed: its home may only be moved, or on a disk that is not mounted now.
"""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from domain.errors import UnavailableError
from servers import private, processes
from servers.faults import filesystem
from servers.layout import Home

RECORD = "postgres.place"
OWNER = "crewlex-home"
PREFIX = "crewlex-"
_LASTING = (Path("/var/lib"), Path("/var/tmp"))  # noqa: S108 -- the folder made there has a random name
_PASSING = (Path("/tmp"), Path("/var/tmp"))  # noqa: S108 -- the same


def of(home: Home) -> Path:
    """The folder of this home, made if it is the first time; UnavailableError if it has vanished."""
    record = home.data / RECORD
    with filesystem(record):
        if not record.exists():
            return _made(home, record)
        kept = Path(record.read_text(encoding="utf-8").strip())
        if kept.is_dir() and kept.stat().st_uid == 0:
            return kept
    raise UnavailableError(
        f"The data of Postgres were in {kept}, as {record} says, and are no longer there: "
        f"bring that folder back, or remove {record} to begin with an empty database."
    )


def _made(home: Home, record: Path) -> Path:
    passing = _passing(home)
    if passing:
        _sweep(passing)
    root = passing or lasting()
    with filesystem(root):
        made = Path(tempfile.mkdtemp(prefix=PREFIX, dir=root))
        made.chmod(0o711)  # it may be entered by the server, and listed by nobody
    private.write(made / OWNER, f"{home.path.resolve()}\n")
    private.write(record, f"{made}\n")
    return made


def lasting() -> Path:
    """Where root keeps folders for servers that others may enter."""
    return next((each for each in _LASTING if os.access(each, os.W_OK)), Path(tempfile.gettempdir()))


def _passing(home: Home) -> Path | None:
    """The temporary folder that the home is below, if it is on the same disk: then both are there or neither is."""
    where = home.path.resolve()
    return next((each for each in _PASSING if each in where.parents and _disk(each) == _disk(where)), None)


def _disk(folder: Path) -> int:
    return folder.stat().st_dev


def _sweep(root: Path) -> None:
    """Remove what earlier homes below this temporary folder left in it."""
    for folder in root.glob(f"{PREFIX}*"):
        with suppress(OSError):  # what cannot be looked at is none of ours
            if _deserted(folder, root):
                shutil.rmtree(folder, ignore_errors=True)


def _deserted(folder: Path, root: Path) -> bool:
    """Whether root made the folder for a home below `root` that is gone, and no server runs there any more."""
    mark = folder / OWNER
    if folder.is_symlink() or mark.is_symlink() or not mark.is_file():
        return False
    if folder.stat().st_uid != 0 or mark.stat().st_uid != 0:
        return False
    home = Path(mark.read_text(encoding="utf-8").rstrip("\n"))
    return root in home.parents and not os.path.lexists(home) and not processes.below(folder)
