"""Text that is kept by the hash of its content: compressed, and checked on the way out."""

import zlib
from hashlib import sha256
from typing import Final

from domain.errors import RefusedError

_LEVEL: Final = 6


def pack(text: str) -> bytes:
    """The compressed text."""
    return zlib.compress(text.encode(), _LEVEL)


def unpack(body: bytes) -> str:
    """The text again; ``RefusedError`` where the record is damaged."""
    try:
        return zlib.decompress(body).decode()
    except (zlib.error, UnicodeDecodeError):
        raise RefusedError("A record is damaged: it does not unpack. Restore it from a backup.") from None


def content_hash(text: str) -> str:
    """``sha256:`` and the hex digest of the text."""
    return f"sha256:{sha256(text.encode()).hexdigest()}"
