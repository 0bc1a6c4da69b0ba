"""Times of repeated work, and the table that tells them."""

import time
from collections.abc import Awaitable, Callable, Sequence
from typing import NamedTuple, TypeVar

_T = TypeVar("_T")
_HEAD = ("figure", "median", "p99", "target", "naive", "times", "answers", "naive is")
_WIDTHS = (46, 10, 10, 10, 12, 9, 9, 0)


class Times(NamedTuple):
    """How long each repetition took, in seconds, and the answer of the last."""

    seconds: Sequence[float]
    answer: object

    @property
    def median(self) -> float:
        """The middle one; of an even number the later."""
        return sorted(self.seconds)[len(self.seconds) // 2]

    @property
    def p99(self) -> float:
        """The one that 99 of 100 do not exceed: of few repetitions the longest."""
        return sorted(self.seconds)[-(-99 * len(self.seconds) // 100) - 1]


class Figure(NamedTuple):
    """What was measured, beside the same done naively (``scale`` times what the naive one was given)."""

    name: str
    ours: Times
    target: float
    naive: Times
    equal: bool
    how: str
    scale: float = 1


async def timed(work: Callable[[], Awaitable[_T]], times: int) -> Times:
    """So many repetitions of some work."""
    seconds: list[float] = []
    answer: object = None
    for _ in range(times):
        begun = time.perf_counter()
        answer = await work()
        seconds.append(time.perf_counter() - begun)
    return Times(seconds, answer)


def table(figures: Sequence[Figure]) -> str:
    """One line a figure."""
    return "\n".join(_line(cells) for cells in (_HEAD, *map(_cells, figures)))


def told(seconds: float) -> str:
    """``4.21 s`` or ``3.05 ms``."""
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.2f} ms"


def _cells(figure: Figure) -> tuple[str, ...]:
    naive = figure.naive.median * figure.scale
    return (
        figure.name,
        told(figure.ours.median),
        told(figure.ours.p99),
        f"< {told(figure.target)}",
        told(naive),
        f"{naive / figure.ours.median:,.0f}",
        "equal" if figure.equal else "DIFFER",
        figure.how,
    )


def _line(cells: Sequence[str]) -> str:
    return " ".join(cell.ljust(width) for cell, width in zip(cells, _WIDTHS, strict=True)).rstrip()
