"""Who uses the servers now: one file per command, void as soon as its process has ended."""

import os
import secrets
from pathlib import Path

from pydantic import ValidationError

from servers import private
from servers.processes import Identity


def take(folder: Path) -> Path:
    """Write a lease for this process and return its file."""
    lease = folder / f"{os.getpid()}-{secrets.token_hex(4)}.json"
    private.write(lease, Identity.of(os.getpid()).model_dump_json())
    return lease


def holders(folder: Path) -> tuple[int, ...]:
    """The ids of the living processes that hold a lease; leases of dead ones are cleared away."""
    living = []
    for lease in sorted(folder.glob("*.json")):
        try:
            identity = Identity.model_validate_json(lease.read_text(encoding="utf-8"))
        except (ValidationError, FileNotFoundError):
            identity = None
        if identity is not None and identity.process() is not None:
            living.append(identity.pid)
        else:
            lease.unlink(missing_ok=True)
    return tuple(living)
