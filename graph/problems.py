"""What is wrong in a folder of packs, collected so that people are told all of it at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches

from domain.errors import InputError


class Problems:
    """Problems in the order found, each told once."""

    def __init__(self) -> None:
        self._found: dict[str, None] = {}

    def add(self, told: str) -> None:
        """Keeps one problem."""
        self._found[told] = None

    @contextmanager
    def collecting(self) -> Iterator[None]:
        """Keeps the ``InputError`` of the block, where there is one, and goes on after it."""
        try:
            yield
        except InputError as wrong:
            self.add(str(wrong))

    def refuse(self) -> None:
        """Raises ``InputError`` with every problem on a line of its own, if there is any."""
        if self._found:
            raise InputError("\n".join(self._found))


def meant(written: str, known: list[str]) -> str:
    """``; did you mean minimum_rest?``, or nothing where no known word is near."""
    near = get_close_matches(written, known, n=1)
    return f"; did you mean {near[0]}?" if near else ""
