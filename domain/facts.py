"""The published fact schema: what a condition may ask of one row, with its type and unit.

Clock facts are integer minutes from local midnight (base clock) of the duty's first day and may pass 1440.
Facts marked ``planned`` are known when a duty is planned; a hard rule's condition may use only those. Which values
they can have says ``domain.lawful``.
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
    Fact("risk_management", _B, Grain.PERIOD, True, "fatigue risk management is approved for the carrier (EASA)"),
    Fact("leave_days", _I, Grain.PERIOD, True, "days of leave in the period"),
    Fact("days_worked", _I, Grain.PERIOD, True, "days with duty in the period"),
    Fact("years_of_service", _I, Grain.DUTY, True, "full years since hire on the duty's first day"),
    Fact("duty_date", _D, Grain.DUTY, True, "the duty's first day on the base clock"),
    Fact("report_local_min", _I, Grain.DUTY, True, "report, minutes from local midnight of duty_date"),
    Fact("release_local_min", _I, Grain.DUTY, True, "release, minutes from local midnight of duty_date"),
    Fact("duty_minutes", _I, Grain.DUTY, True, "report to release, minutes"),
    Fact("segments", _I, Grain.DUTY, True, "operated legs of the duty"),
    Fact("deadheads", _I, Grain.DUTY, True, "deadhead legs of the duty"),
    Fact("augmented", _B, Grain.DUTY, True, "more flight crew than the minimum"),
    Fact("duty_kind", _T, Grain.DUTY, True, "FDP, SHORT_CALL, LONG_CALL, AIRPORT_STANDBY, TRAINING, SIMULATOR, ADMIN"),
    Fact("pilots", _I, Grain.DUTY, True, "pilots on board"),
    Fact("acclimated", _B, Grain.DUTY, True, "acclimated to the theater where the duty begins (117.3)"),
    Fact("acclimatisation", _T, Grain.DUTY, True, "B, D or X by Table 1 of ORO.FTL.105"),
    Fact("begins_at_base", _B, Grain.DUTY, True, "the duty begins at the home base"),
    Fact("after_short_call", _B, Grain.DUTY, True, "the flight duty follows a short call with no rest between"),
    Fact("split_rest_minutes", _I, Grain.DUTY, True, "planned break in a suitable accommodation, minutes"),
    Fact(
        "wocl_minutes", _I, Grain.DUTY, True, "planned minutes of flight duty between 02:00 and 05:59, acclimated clock"
    ),
    Fact("longest_deadhead_minutes", _I, Grain.DUTY, True, "longest planned deadhead of the duty, minutes"),
    Fact(
        "theater_degrees", _I, Grain.DUTY, True, "longitude between the duty's theater and the last one, whole degrees"
    ),
    Fact("away_minutes", _I, Grain.DUTY, True, "planned time from leaving base to return to base, minutes"),
    Fact("touches_holiday", _B, Grain.DUTY, True, "the duty touches a holiday of the carrier on the base clock"),
    Fact("crosses_period_end", _B, Grain.DUTY, True, "report in one pay period, release in the next, base clock"),
    Fact("on_day_off", _B, Grain.DUTY, False, "the duty touches a day off that had been published"),
    Fact("extra_cabin_crew", _I, Grain.DUTY, True, "flight attendants above the minimum"),
    Fact(
        "outside_48_states", _B, Grain.DUTY, True, "a flight takes off or lands outside the 48 states and the District"
    ),
    Fact("rest_reduced", _B, Grain.DUTY, True, "the rest before the duty is planned below its full length"),
    Fact("called_out", _B, Grain.DUTY, False, "a reserve was assigned a flight"),
    Fact("notice_minutes", _I, Grain.DUTY, False, "from being told to report, minutes"),
    Fact("assigned_by", _T, Grain.DUTY, False, "LINE, TRADE, PICK_UP, RESERVE, JUNIOR, RECALL"),
    Fact("flying_added", _B, Grain.DUTY, False, "legs were added after report"),
    Fact("extension_minutes", _I, Grain.DUTY, False, "flight duty over its table limit, minutes"),
    Fact("extension_phase", _T, Grain.DUTY, False, "BEFORE_TAKEOFF or AFTER_TAKEOFF: when the need arose"),
    Fact("rest_interrupted_by", _T, Grain.DUTY, False, "COMPANY or CREW: who interrupted the rest before the duty"),
    Fact("fit_for_duty", _B, Grain.DUTY, False, "the crew member affirmed fitness"),
    Fact("emergency", _T, Grain.DUTY, False, "GOVERNMENT_CONTRACT or DEVIATION_119_57 (117.29)"),
    Fact("kind", _T, Grain.LEG, True, "OPERATING or DEADHEAD"),
    Fact("flight_number", _T, Grain.LEG, True, "as published"),
    Fact("origin", _T, Grain.LEG, True, "departure airport, IATA"),
    Fact("destination", _T, Grain.LEG, True, "arrival airport, IATA"),
    Fact("aircraft_type", _T, Grain.LEG, True, "type of the aircraft"),
    Fact("scheduled_block_minutes", _I, Grain.LEG, True, "scheduled block, minutes"),
    Fact("scheduled_out_local_min", _I, Grain.LEG, True, "scheduled departure, base clock"),
    Fact("scheduled_in_local_min", _I, Grain.LEG, True, "scheduled arrival, base clock"),
    Fact("ferry", _B, Grain.LEG, True, "a positioning flight without passengers"),
    Fact("international", _B, Grain.LEG, True, "departure and arrival lie in different countries"),
    Fact("block_minutes", _I, Grain.LEG, False, "actual block, minutes"),
    Fact("out_local_min", _I, Grain.LEG, False, "actual departure, base clock"),
    Fact("in_local_min", _I, Grain.LEG, False, "actual arrival, base clock"),
    Fact("delay_minutes", _I, Grain.LEG, False, "arrival after schedule, minutes; never negative"),
    Fact("delay_code", _T, Grain.LEG, False, "WX, MX, ATC, CREW …"),
    Fact("cancelled", _B, Grain.LEG, False, "the flight did not operate"),
    Fact("cancelled_after_report", _B, Grain.LEG, False, "the crew had reported when the flight was cancelled"),
    Fact("diverted", _B, Grain.LEG, False, "the leg ended elsewhere than planned"),
    Fact("gate_return", _B, Grain.LEG, False, "the aircraft left the gate and came back to it"),
    Fact("operated_by_other", _B, Grain.LEG, False, "somebody else flew the leg in the crew member's place"),
    Fact("added_after_report", _B, Grain.LEG, False, "the leg was added to the duty after report"),
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
