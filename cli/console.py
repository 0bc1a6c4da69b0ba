"""What is printed, and where: answers on stdout, everything that is told on the way on stderr."""

import sys
from collections.abc import Iterable, Sequence
from typing import Final

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from cli.columns import widths

WIDE: Final = 240
"""How wide an answer may be where no terminal says."""

out = Console(soft_wrap=True, highlight=False, width=None if sys.stdout.isatty() else WIDE)
"""Answers: what a pipe takes on."""
err = Console(stderr=True, soft_wrap=True, highlight=False)
"""Progress and remarks."""


def say(line: str) -> None:
    """Prints one line of an answer as it stands."""
    out.print(line, markup=False)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Prints rows under their column names; None is left empty. The first column is never broken, a word only where
    there is no room for it.
    """
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    drawn = Table(title=title or None, title_justify="left", header_style="bold", box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    beside = 2 * len(columns) + 1
    wide: Sequence[int | None] = widths(list(zip(columns, *cells, strict=True)), out.width - beside) or [None] * len(
        columns
    )
    for place, column in enumerate(columns):
        drawn.add_column(column, overflow="fold", no_wrap=place == 0, width=wide[place])
    for row in cells:
        drawn.add_row(*map(escape, row))
    out.print(drawn, soft_wrap=False)
