"""What lines come to by author, as dense columns: one place for each crew member, in their order."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import polars as pl

from payroll.sums import summed_each


class Worth(NamedTuple):
    """The number of an author, and for each crew member minor units and credit minutes."""

    author: int
    amount: pl.Series
    credit: pl.Series


def worth(frames: Sequence[pl.DataFrame], people: int) -> list[Worth]:
    """What the lines of each frame come to. Those of one rule come in the order of the crew, and add up fast."""
    return [
        Worth(author, *summed_each(lines["crew_row"], [lines["amount"], lines["credit"]], people))
        for frame in frames
        for author, lines in _by_author(frame)
    ]


def _by_author(frame: pl.DataFrame) -> Iterator[tuple[int, pl.DataFrame]]:
    first = frame["author"][0]
    if (frame["author"] == first).all():  # as nearly always
        yield first, frame
        return
    for number in frame["author"].unique().sort().to_list():
        yield number, frame.filter(author=number)
