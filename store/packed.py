"""Text that is kept by the hash of its content: compressed, and checked on the way out."""

import zlib
from typing import Final

from domain.errors import RefusedError

SMALL: Final = 6
FAST: Final = 1
"""How hard to press: what is read often, and what is written by the million and hardly ever read."""


def pack(text: str, level: int = SMALL) -> bytes:
    """The compressed text."""
    return zlib.compress(text.encode(), level)


def unpack(body: bytes) -> str:
    """The text again; ``RefusedError`` where the record is damaged."""
    try:
        return zlib.decompress(body).decode()
    except (zlib.error, UnicodeDecodeError):
        raise RefusedError("A record is damaged: it does not unpack. Restore it from a backup.") from None
