"""Progress bars on a terminal; elsewhere one line for each task that has ended."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from cli import console
from servers.progress import Task

WORTH_TELLING: Final = 1
"""Seconds: where nothing moves, a task that ends sooner is not worth a line."""


class Bar:
    """One task on the screen."""

    def __init__(self, bars: Progress, name: str, total: int | None) -> None:
        self._bars = bars
        self._name = name
        self._total = total
        self._ended = False
        self._id: TaskID = bars.add_task(name, total=total)

    def advance(self, steps: int = 1) -> None:
        """That many steps are done."""
        self._bars.advance(self._id, steps)

    def finish(self) -> None:
        """The work has ended; a second call does nothing."""
        if self._ended:
            return
        self._ended = True
        task = next(task for task in self._bars.tasks if task.id == self._id)
        self._bars.update(self._id, total=self._total or 1, completed=self._total or 1)
        if not self._bars.console.is_terminal and (task.elapsed or 0) >= WORTH_TELLING:
            self._bars.console.print(f"{self._name}: done in {task.elapsed:.1f} s", markup=False)


class Bars:
    """A ``servers.progress.Progress`` drawn with Rich; called from several threads."""

    def __init__(self, bars: Progress) -> None:
        self._bars = bars

    def task(self, name: str, total: int | None = None) -> Task:
        """Begins a bar of `total` steps (None: unknown)."""
        return Bar(self._bars, name, total)


@contextmanager
def shown(screen: Console = console.err, *, transient: bool = False) -> Iterator[Bars]:
    """Bars for as long as the block lasts; they stay on the screen afterwards unless they are ``transient``."""
    columns = (
        SpinnerColumn(finished_text="✓"),
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=screen, transient=transient, disable=not screen.is_terminal) as bars:
        yield Bars(bars)
