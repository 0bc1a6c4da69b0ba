"""What rows of facts can be: the values each published fact may have, and the laws that hold between them.

A row that says otherwise is a mistake of whoever made it. Satisfiability is decided over these rows and no others, so
only what is true by definition stands here: a law too many would hide a conflict, one too few shows one too many.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final, NamedTuple

from domain.clock import DAY

_YEAR: Final = 366 * DAY
_SET_BACK: Final = 120  # minutes: no clock is set back by more (Troll in Antarctica), so local times may lag by as much


class Law(NamedTuple):
    """A condition that is false on no row, whatever happened (it may be unknown), and why."""

    condition: str
    why: str


@dataclass(frozen=True, eq=False)
class Lawful:
    """``numbers``: least and greatest value, where not from 0 to a year of minutes. ``texts``: all there are of a fact,
    where they are listed. ``such_as``: some of a fact that may have others, too. ``days``: the first and the last.
    """

    numbers: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    texts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    such_as: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    days: tuple[date, date] = (date(1970, 1, 1), date(2199, 12, 31))
    laws: tuple[Law, ...] = ()

    def range_of(self, fact: str) -> tuple[int, int]:
        """The least and the greatest value of a whole number, both lawful."""
        return self.numbers.get(fact, (0, _YEAR))


LAWFUL: Final = Lawful(
    numbers={
        "days_worked": (0, 366),
        "deadheads": (0, 100),
        "extra_cabin_crew": (0, 100),
        "in_local_min": (-DAY, _YEAR),
        "leave_days": (0, 366),
        "notice_minutes": (-_YEAR, _YEAR),  # somebody may be told after the time to report
        "out_local_min": (-DAY, _YEAR),
        "pilots": (0, 100),
        "release_local_min": (-DAY, _YEAR),
        "report_local_min": (0, DAY - 1),  # the duty's first day is the day of its report
        "scheduled_in_local_min": (-DAY, _YEAR),
        "scheduled_out_local_min": (-DAY, _YEAR),
        "segments": (0, 100),
        "theater_degrees": (0, 360),
        "years_of_service": (0, 100),
    },
    texts={
        "acclimatisation": ("B", "D", "X"),
        "assigned_by": ("LINE", "TRADE", "PICK_UP", "RESERVE", "JUNIOR", "RECALL"),
        "crew_position": ("CAPTAIN", "FIRST_OFFICER", "FLIGHT_ATTENDANT"),
        "duty_kind": ("FDP", "SHORT_CALL", "LONG_CALL", "AIRPORT_STANDBY", "TRAINING", "SIMULATOR", "ADMIN"),
        "emergency": ("GOVERNMENT_CONTRACT", "DEVIATION_119_57"),
        "extension_phase": ("BEFORE_TAKEOFF", "AFTER_TAKEOFF"),
        "kind": ("OPERATING", "DEADHEAD"),
        "rest_interrupted_by": ("COMPANY", "CREW"),
    },
    such_as={"delay_code": ("MX", "WX", "ATC", "CREW")},
    laws=(
        Law("cancelled OR NOT cancelled_after_report", "a flight cancelled after report is cancelled"),
        Law(f"report_local_min - release_local_min <= {_SET_BACK}", "release follows report"),
        Law(
            f"report_local_min + duty_minutes - release_local_min <= {_SET_BACK}",
            "duty_minutes pass from report to release",
        ),
        Law(f"scheduled_out_local_min - scheduled_in_local_min <= {_SET_BACK}", "arrival follows departure"),
        Law(
            f"scheduled_out_local_min + scheduled_block_minutes - scheduled_in_local_min <= {_SET_BACK}",
            "scheduled_block_minutes pass from scheduled departure to arrival",
        ),
        Law(f"out_local_min - in_local_min <= {_SET_BACK}", "arrival follows departure"),
        Law(
            f"out_local_min + block_minutes - in_local_min <= {_SET_BACK}",
            "block_minutes pass from departure to arrival",
        ),
    ),
)
"""What the published facts can be (``domain.facts``)."""
