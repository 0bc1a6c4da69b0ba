"""What a change of rules would do to one real month: the figures, and the text they are kept and shared as."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl

from domain.canonical import canonical, digest
from domain.errors import RefusedError
from domain.frames import Schema
from domain.money import Currency
from legality.shift import Turn
from payroll.shift import OPENED, SHIFTED, TOTAL
from payroll.spread import SPREAD

__all__ = ["FRAMES", "Impact", "Side", "Turn", "read"]

_T, _I = pl.String(), pl.Int64()
_PERSON: Final[Schema] = {"employee_id": _T}

DUTIES: Final[Schema] = {
    "employee_id": _T, "crew_id": _T,
    "day": _T, "event": _T, "flights": _T,  # ISO date of the report on the base clock, the duty's id, its flights
    "rule": _T, "turn": _T,  # Turn
    "verdict_before": _T, "verdict_after": _T, "excess_before": _I, "excess_after": _I,
    "before": _T, "after": _T,  # what is found, in words; null: nothing
    "duty_before": _T, "duty_after": _T,  # the worst verdict of the whole duty
}  # fmt: skip
"""One row a planned duty and rule on which the judge finds something else."""
FRAMES: Final[Mapping[str, Schema]] = {
    "rows": {**_PERSON, **SHIFTED},
    "crew": {**_PERSON, "base": _T, "seat": _T, "service": _T, **TOTAL},
    "opened": {**_PERSON, **OPENED},
    "duties": DUTIES,
    "spread": SPREAD,
}
"""The frames of an impact. ``crew`` are those whose pay or credit differs, or cannot be said."""
_FORM: Final = 1


@dataclass(frozen=True, slots=True)
class Side:
    """One side: its name for people (``edition 3``, ``CS-12``), its edition where it was published, and the hash of
    its Rulebook of the month.
    """

    name: str
    edition: int | None
    rulebook: str


@dataclass(frozen=True, slots=True)
class Impact:
    """What the candidate changes against the baseline, for one airline from ``start`` up to ``end``.

    Money in minor units. ``changes`` are the rules' differences, one line each; ``warnings`` say what the figures do
    not. ``total`` = sum of ``crew.delta`` = sum of ``rows.delta``. Equal content has an equal ``hash``.
    """

    airline: str
    start: date
    end: date
    currency: Currency
    baseline: Side
    candidate: Side
    gross: tuple[int, int]
    changes: tuple[str, ...]
    rows: pl.DataFrame
    crew: pl.DataFrame
    opened: pl.DataFrame
    duties: pl.DataFrame
    spread: pl.DataFrame
    warnings: tuple[str, ...]

    @property
    def total(self) -> int:
        """What everybody together is owed more (or less)."""
        return self.gross[1] - self.gross[0]

    @property
    def empty(self) -> bool:
        """Whether nothing at all comes out otherwise."""
        return self.crew.is_empty() and self.rows.is_empty() and self.opened.is_empty() and self.duties.is_empty()

    @property
    def text(self) -> str:
        """The whole content in one spelling: what is hashed, kept and exported."""
        return canonical(self._plain())

    @property
    def hash(self) -> str:
        """``sha256:…`` of the content."""
        return digest(self._plain())

    def _plain(self) -> dict[str, Any]:
        plain = {
            "form": _FORM,
            "airline": self.airline,
            "start": self.start,
            "end": self.end,
            "currency": [self.currency.code, self.currency.exponent],
            "baseline": _side(self.baseline),
            "candidate": _side(self.candidate),
            "gross": self.gross,
            "changes": self.changes,
            "warnings": self.warnings,
        }
        return plain | {name: getattr(self, name).to_dicts() for name in FRAMES}


def _side(side: Side) -> dict[str, Any]:
    return {"name": side.name, "edition": side.edition, "rulebook": side.rulebook}


def read(text: str) -> Impact:
    """The impact of a text; ``RefusedError`` where another version of crewlex wrote it."""
    found = json.loads(text)
    if found.pop("form", None) != _FORM:
        raise RefusedError("This impact was written by another version of crewlex: run it again.")
    given: dict[str, Any] = found | {
        "currency": Currency(*found["currency"]),
        **{name: pl.DataFrame(found[name], schema=dict(schema)) for name, schema in FRAMES.items()},
        **{name: Side(**found[name]) for name in ("baseline", "candidate")},
        **{name: date.fromisoformat(found[name]) for name in ("start", "end")},
        **{name: tuple(found[name]) for name in ("gross", "changes", "warnings")},
    }
    return Impact(**given)
