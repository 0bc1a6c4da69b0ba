"""The constraint model of conditions: each fact a variable, with whether it is known.

CP-SAT finds a row on which every condition holds, or proves that there is none. Negation stands in the leaves only,
so that a tree is required in one direction: where it counts, it holds.
"""

import operator
from collections.abc import Callable
from typing import Any, Final

from ortools.sat.python import cp_model

from domain.conditions.coding import Coding
from domain.conditions.outcome import Value
from domain.conditions.tree import All, Among, Bound, Comparison, Constant, Either, Flag, Leaf, Missing, Same, Tree
from domain.errors import RefusedError
from domain.lawful import Lawful

_EFFORT: Final = 2  # CP-SAT's own measure, equal on every machine: a second or so; a pair of conditions takes 0.00001
_COMPARED: Final[dict[Comparison, Callable[[Any, int], cp_model.BoundedLinearExpression]]] = {
    Comparison.EQUAL: operator.eq,
    Comparison.DIFFERS: operator.ne,
    Comparison.BELOW: operator.lt,
    Comparison.AT_MOST: operator.le,
    Comparison.ABOVE: operator.gt,
    Comparison.AT_LEAST: operator.ge,
}


def solve(trees: tuple[Tree, ...], lawful: Lawful) -> dict[str, Value | None] | None:
    """A row on which every tree holds: a lawful value, or None, for each fact they read. None: there is none.

    ``RefusedError`` for a riddle of sums that could not be decided.
    """
    model = _Model(trees, lawful)
    for tree in trees:
        model.require(tree)
    return model.row()


class _Model:
    def __init__(self, trees: tuple[Tree, ...], lawful: Lawful) -> None:
        self.facts = sorted(frozenset[str]().union(*(tree.facts for tree in trees)))
        self.coding = Coding(trees, self.facts, lawful)
        self.model = cp_model.CpModel()
        self.known = {fact: self.model.new_bool_var("") for fact in self.facts}
        self.value = {fact: self._variable(fact) for fact in self.facts}

    def _variable(self, fact: str) -> cp_model.IntVar:
        values = cp_model.Domain.from_intervals(self.coding.values(fact))
        return self.model.new_int_var_from_domain(values, fact)

    def require(self, tree: Tree, *when: cp_model.IntVar) -> None:
        """The tree holds wherever all of ``when`` do: what it reads is known there, and says so."""
        match tree:
            case All(parts):
                for part in parts:
                    self.require(part, *when)
            case Either(parts):
                self._require_one(parts, *when)
            case Missing(fact, missing):
                self.model.add(self.known[fact] == (not missing)).only_enforce_if(*when)
            case _:
                self.model.add_bool_and([self.known[fact] for fact in tree.facts]).only_enforce_if(*when)
                self.model.add(self._comparison(tree)).only_enforce_if(*when)

    def _require_one(self, parts: tuple[Tree, ...], *when: cp_model.IntVar) -> None:
        choices = [self.model.new_bool_var("") for _ in parts]
        self.model.add_bool_or(choices).only_enforce_if(*when)
        for part, choice in zip(parts, choices, strict=True):
            self.require(part, choice)

    def _comparison(self, leaf: Leaf) -> cp_model.BoundedLinearExpression | bool:
        """A leaf over facts that are known."""
        match leaf:
            case Constant(value):
                return value
            case Flag(fact, holds):
                return self.value[fact] == int(holds)
            case Among(fact, options, among):
                listed = cp_model.Domain.from_values([self.coding.number(option) for option in options])
                return cp_model.BoundedLinearExpression(self.value[fact], listed if among else listed.complement())
            case Same(left, right, same):
                return self.value[left] == self.value[right] if same else self.value[left] != self.value[right]
            case Bound(plus, minus, comparison, limit):
                total = sum(self.value[fact] for fact in plus) - sum(self.value[fact] for fact in minus)
                return _COMPARED[comparison](total, self.coding.number(limit))
            case Missing():
                raise AssertionError("whether a fact is known is no comparison")

    def row(self) -> dict[str, Value | None] | None:
        """The facts of a solution."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = 0
        solver.parameters.cp_model_presolve = False  # it takes longer than the search
        solver.parameters.max_deterministic_time = _EFFORT
        status = solver.solve(self.model)
        if status == cp_model.INFEASIBLE:
            return None
        if status != cp_model.OPTIMAL:
            raise RefusedError(
                f"It cannot be decided whether any row satisfies conditions on {', '.join(self.facts)}: "
                "write them with fewer sums."
            )
        values = {fact: self.coding.value(fact, solver.value(self.value[fact])) for fact in self.facts}
        return {fact: value if solver.value(self.known[fact]) else None for fact, value in values.items()}
