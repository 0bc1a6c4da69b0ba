"""How long work is told to whoever watches: the command line draws bars, tests and services stay silent."""

from threading import Event
from typing import Protocol

from domain.errors import CrewlexError


class Task(Protocol):
    """One bar."""

    def advance(self, steps: int = 1) -> None:
        """That many steps are done (0: the work still goes on)."""

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


class GaveUpError(CrewlexError):
    """Nobody waits for this work any more."""


class Interruptible:
    """Passes everything on, until somebody gives the work up: then its next step ends it with GaveUpError."""

    def __init__(self, watched: Progress) -> None:
        self._watched = watched
        self._given_up = Event()

    def give_up(self) -> None:
        """Called from another thread than the one that works."""
        self._given_up.set()

    def task(self, name: str, total: int | None = None) -> Task:
        """Begin a task, unless the work was given up."""
        self.go_on()
        return _Step(self, self._watched.task(name, total))

    def go_on(self) -> None:
        """GaveUpError, if the work was given up."""
        if self._given_up.is_set():
            raise GaveUpError("The work was given up: start it again.")


class _Step:
    def __init__(self, whole: Interruptible, task: Task) -> None:
        self._whole = whole
        self._task = task

    def advance(self, steps: int = 1) -> None:
        self._task.advance(steps)
        self._whole.go_on()

    def finish(self) -> None:
        self._task.finish()
