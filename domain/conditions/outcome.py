"""What a condition says of one row, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Value = int | str | bool | date


class Truth(StrEnum):
    """The three values. NEEDS_DATA is never read as false."""

    HOLDS = "HOLDS"
    FAILS = "FAILS"
    NEEDS_DATA = "NEEDS_DATA"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A condition's answer for one row.

    ``missing``: the unknown facts that kept it open. ``failed``: the first conjunct, in normal order, that is false,
    with the ``value`` read there (None when it read several) and ``short_by``, how far a number or date is from
    holding: in the fact's own unit, days for dates, never negative; None when there is no distance.
    """

    truth: Truth
    missing: tuple[str, ...] = ()
    failed: str | None = None
    value: Value | None = None
    short_by: int | None = None

    @property
    def reason(self) -> str:
        """One sentence: ``delay_minutes >= 180 fails: it is 145, 35 short``."""
        if self.truth is Truth.HOLDS:
            return "it holds"
        if self.truth is Truth.NEEDS_DATA:
            return f"it needs {', '.join(self.missing)}"
        read = "" if self.value is None else f": it is {self.value}"
        return f"{self.failed} fails{read}" + ("" if self.short_by is None else f", {self.short_by} short")
