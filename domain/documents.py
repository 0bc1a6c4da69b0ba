"""Documents: who issued them, and what becomes of each of their sections."""

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from domain.rules.fields import Frozen
from domain.rules.rule import PUBLIC, Key


class Status(StrEnum):
    """What becomes of a section."""

    COMPUTED = "computed"  # a rule pays by it
    CHECKED = "checked"  # a rule bounds duty or rest by it
    PAID_BY_HAND = "paid_by_hand"  # somebody works it out
    INFORMATIONAL = "informational"  # there is nothing to work out
    NOT_YET = "not_yet"  # promised, by whom and for when
    DISPUTED = "disputed"  # the parties read it differently


class Amendment(Frozen):
    """A later text that changes a section from a date on; ``by`` is its own citation."""

    by: str
    since: date
    says: str


class Section(Frozen):
    """One section of a document with what becomes of it, who answers for that, and by when."""

    citation: str = Field(min_length=1, max_length=120)
    title: str
    status: Status
    owner: str = ""
    promised: date | None = None
    amended: tuple[Amendment, ...] = ()
    notes: str = ""

    @model_validator(mode="after")
    def _somebody_answers(self) -> Self:
        if self.status in {Status.PAID_BY_HAND, Status.NOT_YET, Status.DISPUTED} and not self.owner:
            raise ValueError(f"{self.citation} is {self.status}: say who answers for it (owner)")
        if (self.status is Status.NOT_YET) != (self.promised is not None):
            raise ValueError(f"{self.citation}: a promised date belongs to not_yet, and to nothing else")
        return self


class Authority(Frozen):
    """Who makes rules: a legislator, the parties of an agreement, the carrier itself."""

    code: str = Field(min_length=1, max_length=80)
    title: str


class Document(Frozen):
    """A document and its sections; every citation of it begins with ``code``. ``authority`` issued it, by code."""

    owner: str = PUBLIC
    code: str = Field(min_length=1, max_length=80)
    title: str
    authority: str = Field(min_length=1, max_length=80)
    sections: tuple[Section, ...] = ()

    @property
    def key(self) -> Key:
        """Owner and code."""
        return Key(self.owner, self.code)

    def holds(self, citation: str) -> bool:
        """Whether a citation is of this document: its code, and then a section, a paragraph or a blank."""
        rest = citation.removeprefix(self.code)
        return rest != citation and rest[:1] in (" ", ".", "(")

    @model_validator(mode="after")
    def _sections_are_its_own(self) -> Self:
        named = [section.citation for section in self.sections]
        for citation in named:
            if not self.holds(citation):
                raise ValueError(f"{citation} is no section of {self.code}: begin it with {self.code!r}")
            if named.count(citation) > 1:
                raise ValueError(f"{citation} stands twice: keep one")
        return self
