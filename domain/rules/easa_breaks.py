"""What raises or lowers the maximum flight duty period of EASA: rest in flight, split duty, standby (CS FTL.1)."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from domain.rules.bands import ClockWindow
from domain.rules.fields import Frozen, Minutes, Percent
from domain.rules.flight_duty import CrewColumn

Sectors = Annotated[int, Field(ge=1, le=10, strict=True)]


class RelievedCrew(CrewColumn):
    """The maximum with a rest facility of this class and so many pilots on board."""

    limit: Minutes


class EasaInflightRest(Frozen):
    """Extension by rest in flight (CS FTL.1.205(c)).

    The pilots at the controls at landing rest ``landing`` minutes in a row. One sector of more than ``long_flight``
    minutes, in a duty of at most ``long_flight_sectors``, adds ``long_flight_more``. The rest at destination is
    ``rest_after`` at least.
    """

    family: Literal["easa_inflight_rest"] = "easa_inflight_rest"
    limits: tuple[RelievedCrew, ...] = Field(min_length=1)
    max_sectors: Sectors
    landing: Minutes
    long_flight: Minutes
    long_flight_sectors: Sectors
    long_flight_more: Minutes
    rest_after: Minutes

    @model_validator(mode="after")
    def _once(self) -> Self:
        crews = [(one.facility, one.pilots) for one in self.limits]
        if len(set(crews)) != len(crews):
            raise ValueError("a crew stands twice: keep one")
        return self


class EasaSplitDuty(Frozen):
    """A planned break on the ground adds ``percent`` of it to the maximum (CS FTL.1.220).

    It lasts ``least`` minutes, ``apart`` of the time on the ground being for duty and travelling. In accommodation that
    is not suitable, what lies in ``low`` or comes after ``unsuitable_up_to`` does not count.
    """

    family: Literal["easa_split_duty"] = "easa_split_duty"
    least: Minutes
    apart: Minutes
    percent: Percent
    unsuitable_up_to: Minutes
    low: ClockWindow


class EasaStandby(Frozen):
    """Standby, and what it takes from the maximum of the duty that it leads to (CS FTL.1.225).

    It lasts ``most`` minutes, together with flight duty ``combined``. What of it is over ``free`` is taken off the
    maximum: over ``free_relieved``, where that is raised by rest in flight or a split duty. Hours of ``quiet`` do not
    count in a standby that starts in them, up to the call. ``percent`` of it is duty in the sums.
    """

    family: Literal["easa_standby"] = "easa_standby"
    kind: Literal["AIRPORT_STANDBY", "SHORT_CALL"]
    free: Minutes
    free_relieved: Minutes
    most: Minutes | None = None
    combined: Minutes | None = None
    quiet: ClockWindow | None = None
    percent: Percent


EasaBreaks = EasaInflightRest | EasaSplitDuty | EasaStandby
"""The families of this module."""
