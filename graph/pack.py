"""What one pack file may say: clauses, scenarios, pay components and rules, with their edges and worked cases."""

from datetime import date
from enum import StrEnum
from typing import Any, Self

from pydantic import Field, model_validator

from domain.rulegraph import Method
from domain.rules.fields import Frozen
from domain.rules.rule import Clause, PayComponent, Rule, Scenario


class PackOwner(StrEnum):
    """Whose rules a file holds: shared ones, or a copy for each airline that uses it."""

    PUBLIC = "PUBLIC"
    AIRLINE = "AIRLINE"


class Towards(Frozen):
    """An edge to another rule, named by its code."""

    rule: str
    method: Method | None = None
    notes: str = ""


class PackRule(Rule):
    """A rule with its edges. ``clause`` is cited; further citations stand in ``cites``."""

    applies_to: tuple[str, ...] = ()
    overrides: tuple[Towards, ...] = ()
    conflicts_with: tuple[Towards, ...] = ()
    cites: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _edges_are_whole(self) -> Self:
        _no_owner(self.model_fields_set)
        if any(edge.method is None for edge in self.conflicts_with):
            raise ValueError("a conflict needs a method that settles it, such as MORE_RESTRICTIVE")
        if any(edge.method is not None for edge in self.overrides):
            raise ValueError("an override needs no method: only a conflict has one")
        return self


class PackScenario(Scenario):
    """A scenario and the wider ones it is a case of."""

    specializes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _pack_owns_it(self) -> Self:
        _no_owner(self.model_fields_set)
        return self


class PackComponent(PayComponent):
    """A pay component and those that must be known before it."""

    depends_on: tuple[str, ...] = ()


class Case(Frozen):
    """A worked example: what one rule, scenario or component must answer to an input on a date."""

    name: str
    rule: str | None = None
    scenario: str | None = None
    component: str | None = None
    on: date | None = None
    input: dict[str, Any] = Field(default_factory=dict)
    expect: Any

    @model_validator(mode="after")
    def _about_one_thing(self) -> Self:
        if sum(name is not None for name in (self.rule, self.scenario, self.component)) != 1:
            raise ValueError("a case is about exactly one rule, scenario or component")
        return self


class Pack(Frozen):
    """One file of rules."""

    about: str
    owner: PackOwner = PackOwner.PUBLIC
    clauses: tuple[Clause, ...] = ()
    scenarios: tuple[PackScenario, ...] = ()
    components: tuple[PackComponent, ...] = ()
    rules: tuple[PackRule, ...] = ()
    cases: tuple[Case, ...] = Field(min_length=1)


def _no_owner(given: set[str]) -> None:
    if "owner" in given:
        raise ValueError("the pack names the owner once, at its top: take owner away here")
