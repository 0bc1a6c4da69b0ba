"""What lines come to by author, as dense columns: one place for each crew member, in their order."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import polars as pl

from payroll.sums import summed


class Worth(NamedTuple):
    """The number of an author, and for each crew member minor units and credit minutes."""

    author: int
    amount: pl.Series
    credit: pl.Series


def worth(frames: Sequence[pl.DataFrame], people: int) -> list[Worth]:
    """What the lines of each frame come to. Those of one rule come in the order of the crew, and add up fast."""
    return [
        Worth(author, *(summed(lines["crew_row"], lines[name], people) for name in ("amount", "credit")))
        for frame in frames
        for author, lines in _by_author(frame)
    ]


def _by_author(frame: pl.DataFrame) -> Iterator[tuple[int, pl.DataFrame]]:
    lines = frame.select("author", "crew_row", "amount", "credit")
    numbers = lines["author"].unique().sort().to_list()
    for number in numbers:
        yield number, lines if len(numbers) == 1 else lines.filter(author=number)
