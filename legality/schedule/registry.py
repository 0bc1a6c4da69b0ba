"""The families that are checked on a whole schedule, and what each is asked of."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from legality.breach import Breach

Check = Callable[[Any, Any], Iterator[Breach]]


class Of(StrEnum):
    """What a check looks at: a ``FlightMoment``, a ``DutyMoment`` or a ``MonthMoment``."""

    FLIGHT = "FLIGHT"
    DUTY = "DUTY"
    MONTH = "MONTH"


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A check is asked with the dated value of a rule that stands, and with the moment."""

    of: Of
    check: Check


Table = Mapping[str, Scheduled]
"""Checks by the name of their family."""
