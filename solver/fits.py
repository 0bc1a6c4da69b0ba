"""Whether one more task fits a crew member's month: the greedy start's own arithmetic."""

from collections.abc import Sequence

from solver.task import FreeTime, Stint, Task


def fits(held: Sequence[Task], task: Task) -> bool:
    """Whether the task can join these: no overlap, rested before and after, and free often enough.

    A committed duty that is not free often enough by itself is no reason against a task.
    """
    if any(clash(other, task) for other in held):
        return False
    busy = _stints([*held, task])
    later = (asked for other in held if other.begins >= task.begins for asked in other.asks)
    return all(is_free(busy, *asked) for asked in task.asks) and not any(
        not is_free(busy, *asked) and is_free(_stints(held), *asked) for asked in later
    )


def clash(one: Task, other: Task) -> bool:
    """Whether nobody can do both: they overlap, or the rest before the later one is too short."""
    first, second = (one, other) if (one.begins, one.id) <= (other.begins, other.id) else (other, one)
    return second.rested_from < first.ends


def is_free(busy: Sequence[Stint], report: int, free: FreeTime) -> bool:
    """Whether the window before a report holds that many minutes on end without duty."""
    at = report - free.window
    for stint in busy:
        until = min(stint.report, report)
        if until - at >= free.rest or until == report:
            return until - at >= free.rest
        at = max(at, stint.release)
    return report - at >= free.rest


def _stints(tasks: Sequence[Task]) -> list[Stint]:
    return sorted((stint for task in tasks for stint in task.stints), key=lambda stint: stint.report)
