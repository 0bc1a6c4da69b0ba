"""The legal start: tasks in time order, each to the least loaded crew member it fits."""

from solver.fits import fits
from solver.group import Group, Lines
from solver.task import Task


def start(group: Group) -> Lines:
    """A legal plan, with seats left open where the task fits nobody."""
    lines: Lines = [[] for _ in group.crew]
    held: list[list[Task]] = [list(tasks) for tasks in group.committed]
    load = [0 for _ in group.crew]
    for place in sorted(range(len(group.tasks)), key=lambda place: group.tasks[place].begins):
        task, seats = group.tasks[place], group.seats[place]
        for member in sorted(range(len(group.crew)), key=lambda member: (load[member], member)):
            if seats and fits(held[member], task):
                seats -= 1
                lines[member].append(place)
                held[member].append(task)
                load[member] += task.block
    return [sorted(line) for line in lines]
