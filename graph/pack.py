"""What one pack file may say: clauses, scenarios, pay components and rules, with their edges and worked cases."""

import json
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from domain.canonical import canonical
from domain.documents import Authority, Document
from domain.errors import InputError
from domain.paycases.reading import given_of
from domain.readings import Case, Interpretation
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
    because: str = ""


class PackRule(Rule):
    """A rule with its edges. ``clause`` is cited; further citations stand in ``cites``."""

    applies_to: tuple[str, ...] = ()
    overrides: tuple[Towards, ...] = ()
    conflicts_with: tuple[Towards, ...] = ()
    cites: tuple[str, ...] = ()
    supersedes: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _edges_are_whole(self) -> Self:
        _no_owner(self.model_fields_set)
        if any(edge.method is None for edge in self.conflicts_with):
            raise ValueError("a conflict needs a method that settles it, such as MORE_RESTRICTIVE")
        if any(edge.method is not None for edge in self.overrides):
            raise ValueError("an override needs no method: only a conflict has one")
        if not all(edge.because for edge in self.overrides):
            raise ValueError("an override says why the rule stands in place of the other: add because")
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


class Needs(Frozen):
    """Components that a contract counts before one that every contract knows, such as rigs before its guarantee."""

    component: str
    depends_on: tuple[str, ...] = Field(min_length=1)


class PackInterpretation(Interpretation):
    """How rules are read, and the rules it is about."""

    interprets: tuple[str, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _pack_owns_it(self) -> Self:
        _no_owner(self.model_fields_set)
        return self


class PackCase(Case):
    """A worked case. The input of a pay case is one of the public format; its terms are codes of rules here."""

    @model_validator(mode="after")
    def _is_a_statement(self) -> Self:
        _no_owner(self.model_fields_set)
        if self.terms:
            try:
                given_of(statement_of(self))
            except InputError as wrong:
                said = str(wrong).rstrip(".")
                raise ValueError(said if said.startswith("expect") else f"input.{said}") from wrong
        return self


class Pack(Frozen):
    """One file of rules. A ``template`` is a contract that an airline gets by that name, not by default.

    Its clauses are of its ``document``, or of the one that another file defines (``part_of``, by code), where they do
    not name one themselves.
    """

    about: str
    owner: PackOwner = PackOwner.PUBLIC
    template: str | None = None
    document: Document | None = None
    part_of: str | None = None
    authorities: tuple[Authority, ...] = ()
    clauses: tuple[Clause, ...] = ()
    scenarios: tuple[PackScenario, ...] = ()
    components: tuple[PackComponent, ...] = ()
    needs: tuple[Needs, ...] = ()
    rules: tuple[PackRule, ...] = ()
    interpretations: tuple[PackInterpretation, ...] = ()
    cases: tuple[PackCase, ...] = ()

    @property
    def text(self) -> str:
        """The code of the document that its clauses are of; empty where it names none."""
        return self.document.code if self.document else self.part_of or ""

    @model_validator(mode="after")
    def _template_is_a_contract(self) -> Self:
        if self.template is not None and self.owner is not PackOwner.AIRLINE:
            raise ValueError("a template is given to airlines: its owner is AIRLINE")
        return self

    @model_validator(mode="after")
    def _document_is_the_packs(self) -> Self:
        if self.document is not None:
            _no_owner(self.document.model_fields_set)
            if self.part_of is not None:
                raise ValueError(f"its clauses are of {self.document.code} or of {self.part_of}: take one away")
        return self

    @model_validator(mode="after")
    def _shows_what_it_says(self) -> Self:
        if (self.rules or self.scenarios or self.components) and not self.cases:
            raise ValueError("cases: a pack of rules, scenarios or components shows what they answer: add some")
        return self


def statement_of(case: PackCase) -> object:
    """A pay case in the form of a pay case file, without its terms: days are text there, as in JSON."""
    return json.loads(canonical({**case.input, "expect": case.expect, "terms": []}))


def _no_owner(given: set[str]) -> None:
    if "owner" in given:
        raise ValueError("the pack names the owner once, at its top: take owner away here")
