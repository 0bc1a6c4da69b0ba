"""What a roster must keep: one method a family, each with the sentence a planner would say."""

from ortools.sat.python.cp_model import CpModel, IntVar

from solver.fits import clash
from solver.group import Group
from solver.moments import Moments, Span, occupied, with_rest
from solver.task import FreeTime, Task
from solver.variables import Variables


class Constraints:
    """Adds the constraints of one group to a model."""

    def __init__(self, model: CpModel, group: Group, variables: Variables) -> None:
        self._model = model
        self._group = group
        self._variables = variables
        self._moments = Moments(group)

    def add_all(self) -> None:
        """Every constraint of the roster."""
        self.crew_complement()
        self.no_overlap()
        self.minimum_rest()
        self.rest_in_window()
        self.committed()

    def crew_complement(self) -> None:
        """Every seat has somebody in it or is counted as open."""
        for place, seats in enumerate(self._group.seats):
            sitting = sum(does[place] for does in self._variables.does)
            self._model.add(sitting + self._variables.open[place] == seats)

    def no_overlap(self) -> None:
        """Nobody is in two places at once."""
        self._at_most_one(occupied)

    def minimum_rest(self) -> None:
        """Between two pieces of work everybody has the rest that the later one asks for."""
        if any(task.rested_from < task.begins for task in self._group.tasks):
            self._at_most_one(with_rest)

    def rest_in_window(self) -> None:
        """Before each report there is one long enough free time in the window that looks back from it."""
        for member, committed in enumerate(self._group.committed):
            for place, task in enumerate(self._group.tasks):
                for report, free in task.asks:
                    self._free_before(member, report, free, place)
            for task in committed:
                for report, free in task.asks:
                    self._free_before(member, report, free, None)

    def committed(self) -> None:
        """What stands already stays, and new work leaves it its rest."""
        for does, committed in zip(self._variables.does, self._group.committed, strict=True):
            for place, task in enumerate(self._group.tasks):
                if any(clash(task, other) for other in committed):
                    self._model.add(does[place] == 0)

    def _at_most_one(self, span: Span) -> None:
        for together in self._moments.together(span):
            for does in self._variables.does:
                self._model.add_at_most_one(does[place] for place in together)

    def _free_before(self, member: int, report: int, free: FreeTime, place: int | None) -> None:
        """One of the possible free times is kept; a task (``place``) asks for it only of those who do it."""
        does, committed = self._variables.does[member], self._group.committed[member]
        options: list[IntVar] = []
        for start in self._moments.starts(report, free, committed):
            end = start + free.rest
            busy = self._moments.busy(start, end)
            if place in busy or _meets(committed, start, end):
                continue
            if not busy:
                return
            options.append(self._kept_free(member, start, free.rest, [does[other] for other in busy]))
        if place is None and options:
            self._model.add_bool_or(options)
        elif place is not None:
            self._model.add_bool_or([*options, does[place].negated()])

    def _kept_free(self, member: int, start: int, minutes: int, busy: list[IntVar]) -> IntVar:
        kept, new = self._variables.free_from(member, start, minutes)
        if new:
            self._model.add_bool_and([one.negated() for one in busy]).only_enforce_if(kept)
        return kept


def _meets(tasks: tuple[Task, ...], start: int, end: int) -> bool:
    return any(stint.report < end and stint.release > start for task in tasks for stint in task.stints)
