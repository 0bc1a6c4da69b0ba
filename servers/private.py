"""Files that only their owner may read: passwords and the records of running servers."""

import os
import secrets
from pathlib import Path

from servers.faults import filesystem


def write(path: Path, text: str) -> None:
    """Put `text` in place at once (no reader sees half of it, no power cut leaves half of it), mode 0600."""
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    with filesystem(path.parent):
        try:
            with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        finally:
            fresh.unlink(missing_ok=True)


def password(path: Path) -> str:
    """The password in the file; a new random one, if there is no file yet."""
    if not path.exists():
        write(path, secrets.token_urlsafe(24))
    with filesystem(path):
        return path.read_text(encoding="utf-8").strip()
