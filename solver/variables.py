"""The decisions of the model: who does what, what stays open, where somebody is free, how even it is."""

from ortools.sat.python.cp_model import CpModel, IntVar

from solver.group import Group


class Variables:
    """``does[member][task]``, ``open[task]``, ``free[member][from, minutes]`` made on demand, ``least``, ``most``."""

    def __init__(self, model: CpModel, group: Group) -> None:
        self._model = model
        self.does = [[model.new_bool_var("") for _ in group.tasks] for _ in group.crew]
        self.open = [model.new_int_var(0, seats, "") for seats in group.seats]
        self.free: list[dict[tuple[int, int], IntVar]] = [{} for _ in group.crew]
        most = sum(task.block for task in group.tasks)
        self.least = model.new_int_var(0, most, "")
        self.most = model.new_int_var(0, most, "")

    def free_from(self, member: int, start: int, minutes: int) -> tuple[IntVar, bool]:
        """Whether a member is kept free for so long from a minute on; and whether it is asked for the first time."""
        known = self.free[member]
        new = (start, minutes) not in known
        if new:
            known[start, minutes] = self._model.new_bool_var("")
        return known[start, minutes], new
