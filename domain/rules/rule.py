"""A rule: one clause of law, contract or carrier's manual, with what it says on each date."""

from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final, NamedTuple, Self, get_args

from pydantic import BeforeValidator, Field, model_validator

from domain.crew import Position
from domain.rules.fields import Frozen
from domain.rules.limits import ON_THE_DAY, Limit
from domain.rules.pay import Grain, Term

PUBLIC = "PUBLIC"
"""Owner of shared law: an airline's own terms carry its code instead."""


class RuleKind(StrEnum):
    """Where a rule comes from; the label its node carries beside ``Rule``."""

    FAA = "FaaRule"
    EASA = "EasaRule"
    CONTRACT = "ContractTerm"
    OPERATION = "OperationRule"


class Phase(StrEnum):
    """When a rule binds: for the scheduler, on the day itself, or both."""

    PLAN = "PLAN"
    OPERATE = "OPERATE"
    BOTH = "BOTH"


class Key(NamedTuple):
    """What a node is known by: owner (``PUBLIC`` or an airline's code) and code."""

    owner: str
    code: str

    def __str__(self) -> str:
        return f"{self.owner}/{self.code}"


def _family(value: object) -> object:
    """The user's formulas name their family ``type``; ours name it ``family``. Both load."""
    if isinstance(value, dict) and "type" in value and "family" not in value:
        return {"family": value["type"]} | {name: item for name, item in value.items() if name != "type"}
    return value


LIMITS: Final = get_args(Limit)
"""The families that bound duty and rest; all others pay."""

Spec = Annotated[Annotated[Limit | Term, Field(discriminator="family")], BeforeValidator(_family)]
"""One typed rule family with its parameters."""


def _matter(spec: Limit | Term) -> tuple[str, str | None, Grain | None]:
    """What a spec says something of: its family, and for a term that pays its component, on rows of its grain."""
    return spec.family, getattr(spec, "component", None), getattr(spec, "grain", None)


class Version(Frozen):
    """What a rule says from a date on, until the next version."""

    since: date
    spec: Spec


class Rule(Frozen):
    """One clause with its identity, scope and dated content. ``expires`` is the first day it no longer holds."""

    owner: str = PUBLIC
    code: str = Field(min_length=1, max_length=80)
    kind: RuleKind
    category: str
    title: str
    text: str = ""
    clause: str
    positions: tuple[Position, ...] = Field(min_length=1)
    bases: tuple[str, ...] = ()
    hard: bool
    phase: Phase
    effective: date
    expires: date | None = None
    priority: int = Field(default=0, strict=True)
    versions: tuple[Version, ...] = ()
    recalled: bool = False
    notes: str = ""

    @model_validator(mode="before")
    @classmethod
    def _one_spec(cls, given: Any) -> Any:
        """A rule that always said the same may give ``spec`` instead of ``versions``."""
        if isinstance(given, dict) and "spec" in given:
            if "versions" in given:
                raise ValueError("give spec or versions, not both")
            rest = {name: item for name, item in given.items() if name != "spec"}
            return rest | {"versions": [{"since": given.get("effective"), "spec": given["spec"]}]}
        return given

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.expires is not None and self.expires <= self.effective:
            raise ValueError(f"{self.code}: expires {self.expires} is not after effective {self.effective}")
        dates = [version.since for version in self.versions]
        if dates != sorted(set(dates)) or (dates and dates[0] > self.effective):
            raise ValueError(f"{self.code}: versions must ascend by date and begin no later than {self.effective}")
        if len({_matter(version.spec) for version in self.versions}) > 1:
            raise ValueError(
                f"{self.code}: all versions of a rule are of one family, and pay one component by one grain"
            )
        if self.kind in {RuleKind.FAA, RuleKind.EASA} and self.owner != PUBLIC:
            raise ValueError(f"{self.code}: law belongs to {PUBLIC}, no airline owns it")
        return self

    @model_validator(mode="after")
    def _not_put_off(self) -> Self:
        """A schedule is never started by leaving a limit to the day it is flown."""
        put_off = self.is_limit and not isinstance(self.versions[0].spec, ON_THE_DAY)
        if put_off and self.hard and self.phase is Phase.OPERATE:
            raise ValueError(f"{self.code}: a hard {self.family} binds the planner: its phase is PLAN or BOTH")
        return self

    @property
    def key(self) -> Key:
        """Owner and code."""
        return Key(self.owner, self.code)

    @property
    def family(self) -> str | None:
        """The family of its specs; None for a rule that is text only."""
        return self.versions[0].spec.family if self.versions else None

    @property
    def is_limit(self) -> bool:
        """Whether it bounds duty or rest (its family is one of the limits), rather than paying."""
        return bool(self.versions) and isinstance(self.versions[0].spec, LIMITS)

    def spec_on(self, day: date) -> Limit | Term | None:
        """What the rule says on a date; None before it takes effect, from its end on, and for text-only rules."""
        if day < self.effective or (self.expires is not None and day >= self.expires):
            return None
        return next((version.spec for version in reversed(self.versions) if version.since <= day), None)


class Former(Frozen):
    """The condition that a scenario had up to a day (half-open)."""

    until: date
    condition: str


class Scenario(Frozen):
    """A situation that rules apply to: a condition over the published facts of one grain.

    ``condition`` holds from the last day of ``earlier`` on; each of those is the first day of a pay period.
    """

    owner: str = PUBLIC
    id: str = Field(min_length=1, max_length=80)
    title: str
    category: str
    grain: Grain
    condition: str
    earlier: tuple[Former, ...] = ()
    description: str = ""

    @property
    def key(self) -> Key:
        """Owner and id."""
        return Key(self.owner, self.id)

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        days = [former.until for former in self.earlier]
        if days != sorted(set(days)):
            raise ValueError(f"{self.id}: earlier conditions must ascend by date")
        return self


class PayComponent(Frozen):
    """A named part of a statement; ``DEPENDS_ON`` edges say what must be known before it."""

    type: str = Field(min_length=1, max_length=40)
    title: str
    grain: Grain


class Clause(Frozen):
    """A citation: the paragraph or section a rule rests on, the code of its document, and where to read it."""

    citation: str = Field(min_length=1, max_length=120)
    source: str
    text: str = ""
    document: str = ""
