"""One spelling for every value, so that equal content has equal bytes and one SHA-256."""

import json
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from hashlib import sha256

from pydantic import BaseModel


def canonical(value: object) -> str:
    """JSON with sorted keys, no spaces, decimals without trailing zeros, dates as ISO text. Floats are refused."""
    return json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(value: object) -> str:
    """``sha256:`` and the hex digest of the canonical text."""
    return digest_of(canonical(value))


def digest_of(text: str) -> str:
    """``sha256:`` and the hex digest of a text."""
    return f"sha256:{sha256(text.encode()).hexdigest()}"


def _plain(value: object) -> object:
    match value:
        case BaseModel():
            return {name: _plain(getattr(value, name)) for name in type(value).model_fields}
        case Enum():
            return _plain(value.value)
        case None | bool() | int() | str():
            return value
        case Decimal():
            return f"{value.normalize():f}"
        case datetime() | date():
            return value.isoformat()
        case dict():
            return {str(_plain(key)): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
        case set() | frozenset():
            return sorted((_plain(item) for item in value), key=repr)
        case _:
            raise TypeError(f"{type(value).__name__} has no canonical form.")
