"""How rules are read: interpretations that people made, and worked cases that a rule must answer."""

import json
from datetime import date
from typing import Annotated, Any, NoReturn, Self

from pydantic import Field, model_validator

from domain.rules.fields import Count, Frozen
from domain.rules.rule import PUBLIC, Key


class Interpretation(Frozen):
    """How rules are read in one situation; ``INTERPRETS`` edges lead to the rules.

    ``example`` is a worked calculation as JSON text. ``confidence`` is a whole percentage; ``validated_by`` names who
    confirmed the reading, empty while nobody has.
    """

    owner: str = PUBLIC
    code: str = Field(min_length=1, max_length=80)
    title: str
    situation: str
    reading: str
    source: str
    example: str = ""
    confidence: Annotated[Count, Field(le=100)]
    validated_by: str = ""
    recalled: bool = False

    @property
    def key(self) -> Key:
        """Owner and code."""
        return Key(self.owner, self.code)

    @model_validator(mode="after")
    def _example_is_json(self) -> Self:
        if self.example and not isinstance(_read(self.example), dict):
            raise ValueError(f'{self.code}: the example is no JSON object: write it as {{"paid": "90.00"}}')
        return self


class Case(Frozen):
    """A worked example: what one rule, scenario or component must answer to an input on a date.

    With ``terms`` it is a pay case instead: a statement worked out from exactly these rules of its owner.
    """

    owner: str = PUBLIC
    name: str
    rule: str | None = None
    scenario: str | None = None
    component: str | None = None
    terms: tuple[str, ...] = ()
    on: date | None = None
    input: dict[str, Any] = Field(default_factory=dict)
    expect: Any

    @property
    def subject(self) -> str:
        """The code of what it is about; of a pay case the first of its terms."""
        return self.rule or self.scenario or self.component or self.terms[0]

    @property
    def key(self) -> Key:
        """Owner, and what the case is about with its name."""
        return Key(self.owner, f"{self.subject}: {self.name}")

    @property
    def subjects(self) -> tuple[tuple[str, str], ...]:
        """All that it is about, as kinds of node and codes."""
        named = (("rule", self.rule), ("scenario", self.scenario), ("component", self.component))
        return (*((kind, code) for kind, code in named if code), *(("rule", code) for code in self.terms))

    @model_validator(mode="after")
    def _about_one_thing(self) -> Self:
        if sum(name is not None for name in (self.rule, self.scenario, self.component, self.terms or None)) != 1:
            raise ValueError("a case is about exactly one rule, scenario or component, or about terms")
        return self


def _read(example: str) -> object:
    """The example as data; None where it is no JSON, or holds a binary fraction."""
    try:
        return json.loads(example, parse_float=_refused, parse_constant=_refused)
    except ValueError:
        return None


def _refused(number: str) -> NoReturn:
    raise ValueError(number)
