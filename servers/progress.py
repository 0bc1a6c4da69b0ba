"""How long work is told to whoever watches: the command line draws bars, tests and services stay silent."""

from typing import Protocol


class Task(Protocol):
    """One bar."""

    def advance(self, steps: int = 1) -> None:
        """That many steps are done."""

    def finish(self) -> None:
        """The work has ended, well or not."""


class Progress(Protocol):
    """Something that shows tasks; called from several threads."""

    def task(self, name: str, total: int | None = None) -> Task:
        """Begin a task of `total` steps (None: unknown)."""


class _Quiet:
    def advance(self, steps: int = 1) -> None:
        pass

    def finish(self) -> None:
        pass


class Silent:
    """Shows nothing."""

    def task(self, name: str, total: int | None = None) -> Task:
        """A task that nobody sees."""
        return _Quiet()
