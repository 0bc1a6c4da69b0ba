"""A condition that was read and typed: what the rest of crewlex holds in its hands."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from domain.conditions.normal import negate, unless_false
from domain.conditions.tree import Tree
from domain.rules.pay import Grain

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True)
class Condition:
    """When a scenario holds, over rows of one grain. Equal conditions have equal trees, however they were written."""

    tree: Tree
    grain: Grain

    @cached_property
    def normalised(self) -> str:
        """The condition in its one spelling: what a hash covers, and itself a condition."""
        return self.tree.text

    @cached_property
    def facts(self) -> frozenset[str]:
        """The facts it asks for; none for ``TRUE``."""
        return self.tree.facts

    @cached_property
    def outside(self) -> Tree:
        """The rows on which it does not hold, those where it needs data among them."""
        return unless_false(negate(self.tree), self.facts)

    def expression(self) -> "pl.Expr":
        """A Boolean column over whole frames: true, false, or null where a fact that decides is unknown.

        The frame's columns must have the types of the facts (``conditions.expression.check_columns``).
        """
        from domain.conditions.expression import translate

        return translate(self.tree)
