"""Who is busy when, among the tasks of a group: what the model's constraints are built of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from solver.group import Group
from solver.task import FreeTime, Task

Span = Callable[[Task], tuple[int, int]]


@dataclass(frozen=True)
class Moments:
    """The tasks of a group over time."""

    group: Group

    def together(self, span: Span) -> list[list[int]]:
        """The largest sets of tasks whose spans all share a moment: of each, one person can do at most one."""
        spans = [span(task) for task in self.group.tasks]
        found: list[list[int]] = []
        running: list[int] = []
        for place in sorted(range(len(spans)), key=lambda place: spans[place]):
            still = [other for other in running if spans[other][1] > spans[place][0]]
            if len(still) < len(running) and len(running) > 1:
                found.append(running)
            running = [*still, place]
        return [*found, running] if len(running) > 1 else found

    def busy(self, start: int, end: int) -> list[int]:
        """The tasks with a duty that touches this time."""
        return sorted({place for report, release, place in self._stints if report < end and release > start})

    def starts(self, report: int, free: FreeTime, committed: Sequence[Task]) -> list[int]:
        """Where free time before a report can begin: with the window, or when a duty in it ends."""
        first, last = report - free.window, report - free.rest
        ends = {release for _, release, _ in self._stints} | {
            stint.release for task in committed for stint in task.stints
        }
        return [first, *sorted(end for end in ends if first < end <= last)]

    @cached_property
    def _stints(self) -> list[tuple[int, int, int]]:
        return [
            (stint.report, stint.release, place) for place, task in enumerate(self.group.tasks) for stint in task.stints
        ]


def occupied(task: Task) -> tuple[int, int]:
    """When a task keeps somebody."""
    return task.begins, task.ends


def with_rest(task: Task) -> tuple[int, int]:
    """The same with the rest before it: two tasks can follow each other when these spans do not meet."""
    return task.rested_from, task.ends
