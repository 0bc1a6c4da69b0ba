"""What the terms of pay share: the rows they speak of, the clocks they read, and how two times are weighed."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import ConfigDict, Field, model_validator

from domain.errors import CrewlexError
from domain.rules.fields import Frozen, MinuteOfDay


class Grain(StrEnum):
    """What one row of a fact table is."""

    LEG = "leg"
    DUTY = "duty"
    DAY = "day"
    TRIP = "trip"
    PERIOD = "period"


class Basis(StrEnum):
    """Which time counts."""

    SCHEDULED = "scheduled"
    ACTUAL = "actual"
    GREATER = "greater"


class Clock(StrEnum):
    """Whose wall clock is read: the crew base's, that of the station where it happens, or UTC."""

    BASE = "base"
    STATION = "station"
    UTC = "utc"


class Stage(StrEnum):
    """When a trip stood as it did: as bid, as awarded, as published, or as known at report."""

    BID = "BID"
    AWARDED = "AWARDED"
    PUBLISHED = "PUBLISHED"
    AT_REPORT = "AT_REPORT"


class Stacking(StrEnum):
    """What a percentage is taken of: of the plain rate, or of the rate that other premiums raised before it."""

    ADDITIVE = "additive"
    COMPOUNDING = "compounding"


class PayTerm(Frozen):
    """A term with its parameters; the sentence under each one is what ``docs/terms.md`` says of it."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class PayingTerm(PayTerm):
    """A term that writes lines of a statement."""

    condition: str | None = None
    """A condition on the row that must hold too. In the graph the scenarios of the rule say this."""

    @model_validator(mode="after")
    def _condition_reads(self) -> Self:
        """It is in the language, of facts that the rows of the term's grain have, and some row satisfies it."""
        if self.condition is not None:
            from domain.conditions import parse  # it speaks of grains, and so needs this module
            from domain.conditions.together import possible

            try:
                satisfiable = possible(parse(self.condition, getattr(self, "grain", Grain.PERIOD)))
            except CrewlexError as wrong:
                raise ValueError(str(wrong)) from wrong
            if not satisfiable:
                raise ValueError(f"no row of facts satisfies {self.condition!r}: say when it holds, or leave it out")
        return self


class Window(Frozen):
    """Hours of the day, ``start`` inside and ``end`` outside; ``end`` under ``start`` runs past midnight."""

    start: MinuteOfDay
    end: MinuteOfDay


Part = Annotated[int, Field(ge=1, le=24, strict=True)]
"""A side of a ratio: 1 for 2, or 2 for 3 (which is one for one and a half)."""
