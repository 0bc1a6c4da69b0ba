"""How rules are read: interpretations that people made, and worked cases that a rule must answer."""

from datetime import date
from typing import Any, Self

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
    confidence: Count = Field(le=100)
    validated_by: str = ""
    recalled: bool = False

    @property
    def key(self) -> Key:
        """Owner and code."""
        return Key(self.owner, self.code)


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

    @model_validator(mode="after")
    def _about_one_thing(self) -> Self:
        if sum(name is not None for name in (self.rule, self.scenario, self.component, self.terms or None)) != 1:
            raise ValueError("a case is about exactly one rule, scenario or component, or about terms")
        return self
