"""Chance that comes out the same on every machine and in every order: numbers drawn from a hash."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import TypeVar

Item = TypeVar("Item")


def draw(below: int, seed: int, *what: object) -> int:
    """A number from 0 up to ``below`` that hangs on the seed and on what it is drawn for, and on nothing else."""
    text = "\x1f".join(map(str, (seed, *what)))
    return int.from_bytes(sha256(text.encode()).digest()[:8]) % below


def pick(items: Sequence[Item], seed: int, *what: object) -> Item:
    """One of the items."""
    return items[draw(len(items), seed, *what)]


def share(shares: Mapping[str, int], seed: int, *what: object) -> str:
    """One of the names, each as often as its share says."""
    left = draw(sum(shares.values()), seed, *what)
    for name, size in shares.items():
        if left < size:
            return name
        left -= size
    raise AssertionError("the shares add up to less than their sum")
