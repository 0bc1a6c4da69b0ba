"""Credit for waiting to be used: airport standby and reserve at home."""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import Field, model_validator

from domain.rules.fields import Frozen, Minutes, Percent
from domain.rules.terms_grain import Grain, Part, PayingTerm


class UnusedRow(Frozen):
    """What a standby of at least this length is credited when nothing was flown."""

    length: Minutes
    credit: Minutes


class StandbyCredit(PayingTerm):
    """``credit`` minutes for every ``per`` minutes of standby, up to the report of the trip it was used for."""

    grain: ClassVar[Grain] = Grain.DUTY
    family: Literal["standby_credit"] = "standby_credit"
    component: str = "standby"
    kind: Literal["AIRPORT", "HOME"] = "AIRPORT"
    """Which standby."""
    credit: Annotated[int, Field(ge=0, le=24, strict=True)] = 1
    """So many minutes of credit …"""
    per: Part = 1
    """… for so many minutes of standby."""
    percent: Percent = 100
    """Of the hourly rate."""
    unused: tuple[UnusedRow, ...] = Field(default=(), max_length=100)
    """The least credit where nothing was flown, by length; the longest row that is reached holds."""
    until_report: bool = True
    """Whether it ends when the assigned trip reports; else it runs on to its own end."""

    @model_validator(mode="after")
    def _rows_ascend(self) -> Self:
        lengths = [row.length for row in self.unused]
        if lengths != sorted(set(lengths)):
            raise ValueError("the rows of unused standby must ascend by length")
        return self
