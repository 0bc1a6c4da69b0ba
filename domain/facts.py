"""The published fact schema: what a condition may ask of one row, with its type and unit.

Clock facts are integer minutes from local midnight (base clock) of the duty's first day and may pass 1440.
Facts marked ``planned`` are known when a duty is planned; a hard rule's condition may use only those.
"""

from enum import StrEnum
from typing import Final, NamedTuple

from domain.rules.pay import Grain


class FactType(StrEnum):
    """The types of the condition language; nothing converts between them."""

    INTEGER = "integer"
    TEXT = "text"
    BOOLEAN = "boolean"
    DATE = "date"


class Fact(NamedTuple):
    """One column a condition can name. ``grain`` is the finest row it is known on; finer rows inherit it."""

    name: str
    type: FactType
    grain: Grain
    planned: bool
    meaning: str


_I, _T, _B, _D = FactType.INTEGER, FactType.TEXT, FactType.BOOLEAN, FactType.DATE

_ALL: Final = (
    Fact("crew_position", _T, Grain.PERIOD, True, "CAPTAIN, FIRST_OFFICER or FLIGHT_ATTENDANT"),
    Fact("base", _T, Grain.PERIOD, True, "home base, IATA"),
    Fact("years_of_service", _I, Grain.DUTY, True, "full years since hire on the duty's first day"),
    Fact("duty_date", _D, Grain.DUTY, True, "the duty's first day on the base clock"),
    Fact("report_local_min", _I, Grain.DUTY, True, "report, minutes from local midnight of duty_date"),
    Fact("release_local_min", _I, Grain.DUTY, True, "release, minutes from local midnight of duty_date"),
    Fact("duty_minutes", _I, Grain.DUTY, True, "report to release, minutes"),
    Fact("segments", _I, Grain.DUTY, True, "operated legs of the duty"),
    Fact("deadheads", _I, Grain.DUTY, True, "deadhead legs of the duty"),
    Fact("augmented", _B, Grain.DUTY, True, "more flight crew than the minimum"),
    Fact("kind", _T, Grain.LEG, True, "OPERATING or DEADHEAD"),
    Fact("flight_number", _T, Grain.LEG, True, "as published"),
    Fact("origin", _T, Grain.LEG, True, "departure airport, IATA"),
    Fact("destination", _T, Grain.LEG, True, "arrival airport, IATA"),
    Fact("aircraft_type", _T, Grain.LEG, True, "type of the aircraft"),
    Fact("scheduled_block_minutes", _I, Grain.LEG, True, "scheduled block, minutes"),
    Fact("scheduled_out_local_min", _I, Grain.LEG, True, "scheduled departure, base clock"),
    Fact("scheduled_in_local_min", _I, Grain.LEG, True, "scheduled arrival, base clock"),
    Fact("block_minutes", _I, Grain.LEG, False, "actual block, minutes"),
    Fact("out_local_min", _I, Grain.LEG, False, "actual departure, base clock"),
    Fact("in_local_min", _I, Grain.LEG, False, "actual arrival, base clock"),
    Fact("delay_minutes", _I, Grain.LEG, False, "arrival after schedule, minutes; never negative"),
    Fact("delay_code", _T, Grain.LEG, False, "WX, MX, ATC, CREW …"),
    Fact("cancelled", _B, Grain.LEG, False, "the flight did not operate"),
)

FACTS: Final[dict[str, Fact]] = {fact.name: fact for fact in _ALL}
_FINENESS: Final = (Grain.PERIOD, Grain.TRIP, Grain.DAY, Grain.DUTY, Grain.LEG)


def fineness(grain: Grain) -> int:
    """A number by which grains are ordered, the coarsest (a pay period) first."""
    return _FINENESS.index(grain)


def finer(one: Grain, other: Grain) -> bool:
    """Whether rows of the first grain lie inside rows of the other, and are not the same rows."""
    return fineness(one) > fineness(other)


def known_at(grain: Grain) -> dict[str, Fact]:
    """The facts a condition of this grain may use: its own and those of coarser rows."""
    return {fact.name: fact for fact in _ALL if not finer(fact.grain, grain)}
