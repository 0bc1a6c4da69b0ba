"""What makes one legal roster better than another."""

from typing import Final

from ortools.sat.python.cp_model import CpModel

from solver.group import Group
from solver.variables import Variables

OPEN_SEAT: Final = 1_000_000
"""What an open seat costs, in minutes of spread: no evenness is worth one."""


class Objective:
    """Fill the seats first, then share the block out evenly."""

    def __init__(self, model: CpModel, group: Group, variables: Variables) -> None:
        for does in variables.does:
            block = sum(does[place] * task.block for place, task in enumerate(group.tasks))
            model.add(block >= variables.least)
            model.add(block <= variables.most)
        model.minimize(OPEN_SEAT * sum(variables.open) + variables.most - variables.least)
