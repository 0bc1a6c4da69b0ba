"""Stable identities: the same thing gets the same UUID in every database it is loaded into."""

from typing import Final
from uuid import UUID, uuid5

_SPACE: Final = UUID("8f0f2c3e-6d0b-5d3c-9a53-0c7f3a9c51d7")


def stable(noun: str, *parts: object) -> UUID:
    """The UUID of a noun and what names it, such as ``stable("airline", "XP")``."""
    return uuid5(_SPACE, "\x1f".join([noun, *(str(part) for part in parts)]))
