"""Names of people, sealed: AES-GCM, bound to the airline, the crew member and the column. The key stays outside.

A sealed name is text, so that any query returns it: ``sealed1:<key>:<column>:<airline>:<crew member>:<base64>``.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from os import urandom
from typing import Final, Self
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from domain.errors import InputError, RefusedError

KEY_BYTES: Final = 32
_MARK: Final = "sealed1"
_NONCE_BYTES: Final = 12


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed text, taken apart; only the key opens ``secret``."""

    key: str
    column: str
    airline_id: UUID
    crew_id: UUID
    secret: bytes

    @classmethod
    def parse(cls, text: object) -> Self | None:
        """The parts of a sealed text; None for anything else."""
        if not isinstance(text, str) or not text.startswith(f"{_MARK}:"):
            return None
        try:
            _, key, column, airline, crew, secret = text.split(":")
            return cls(key, column, UUID(airline), UUID(crew), urlsafe_b64decode(secret))
        except ValueError:
            return None

    @property
    def bound(self) -> bytes:
        """What the secret is bound to: moved to another row or column, it does not open."""
        return f"{self.airline_id}/{self.crew_id}/{self.column}".encode()

    def __str__(self) -> str:
        secret = urlsafe_b64encode(self.secret).decode()
        return f"{_MARK}:{self.key}:{self.column}:{self.airline_id.hex}:{self.crew_id.hex}:{secret}"


class Sealer:
    """Seals with one key, and opens what this key or an earlier one sealed."""

    def __init__(self, key: bytes, previous: Sequence[bytes] = ()) -> None:
        for each in (key, *previous):
            if len(each) != KEY_BYTES:
                raise InputError(f"The key for names has {len(each)} bytes: it needs {KEY_BYTES} random ones.")
        self.key_id = _name(key)
        self._ciphers = {_name(each): AESGCM(each) for each in (key, *previous)}

    def seal(self, text: str, airline_id: UUID, crew_id: UUID, column: str) -> str:
        """The sealed form of a text for one column of one crew member. Sealing twice gives two texts."""
        frame = Sealed(self.key_id, column, airline_id, crew_id, b"")
        nonce = urandom(_NONCE_BYTES)
        secret = nonce + self._ciphers[self.key_id].encrypt(nonce, text.encode(), frame.bound)
        return str(Sealed(self.key_id, column, airline_id, crew_id, secret))

    def open(self, text: str, airline_id: UUID, crew_id: UUID, column: str) -> str:
        """The text that was sealed for exactly this place; ``RefusedError`` where it was not, or the key is another."""
        sealed = Sealed.parse(text)
        if sealed is None or (sealed.airline_id, sealed.crew_id, sealed.column) != (airline_id, crew_id, column):
            raise RefusedError(f"The {column} of crew member {crew_id} was not sealed for them: it is not opened.")
        return self.unseal(sealed)

    def unseal(self, sealed: Sealed) -> str:
        """The text of a sealed one, whose place the caller has judged."""
        cipher = self._ciphers.get(sealed.key)
        if cipher is None:
            raise RefusedError(
                f"The {sealed.column} of crew member {sealed.crew_id} is sealed with key {sealed.key}, "
                "which is not at hand: add it to the previous keys."
            )
        try:
            found = cipher.decrypt(sealed.secret[:_NONCE_BYTES], sealed.secret[_NONCE_BYTES:], sealed.bound)
        except (InvalidTag, ValueError):
            raise RefusedError(f"The {sealed.column} of crew member {sealed.crew_id} was tampered with.") from None
        return found.decode()


def _name(key: bytes) -> str:
    """What a key is called: says which one sealed, and nothing about it."""
    return sha256(b"crewlex key name\0" + key).hexdigest()[:12]
