"""The written form of a pay case: its keys and types, and nothing else. Unknown keys are refused."""

import re
from decimal import Decimal
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from domain.currencies import currency
from domain.errors import InputError
from domain.rules.fields import Count, Minutes
from domain.schedules.written import Day
from domain.timelines.instants import Airport, Instant, Name, Yes
from domain.timelines.written import Flier

_MONEY: Final = re.compile(r"\d{1,7}(\.\d{1,5})?")
_OWED: Final = re.compile(r"-?\d{1,12}(\.\d{1,5})?")


def _money(value: object) -> Decimal:
    if isinstance(value, float | bool) or not _MONEY.fullmatch(str(value)):
        raise ValueError(f"{str(value)[:40]!r} is no amount: write it as text, such as '90.00'")
    return Decimal(str(value))


def _owed(value: object) -> Decimal:
    if isinstance(value, float | bool) or not _OWED.fullmatch(str(value)):
        raise ValueError(f"{str(value)[:40]!r} is no amount: write it as text, such as '-90.00'")
    return Decimal(str(value))


def _currency(code: str) -> str:
    try:
        return currency(code).code
    except InputError as unknown:
        raise ValueError(str(unknown).rstrip(".")) from None


def _whole_day(value: object) -> object:
    """``2026-06-10`` alone is that day from its beginning to its end."""
    if isinstance(value, dict) and "day" in value and not {"start", "end"} & value.keys():
        rest = {key: item for key, item in value.items() if key != "day"}
        return rest | {"start": value["day"], "end": value["day"]}
    return value


STAGES: Final = ("BID", "AWARDED", "PUBLISHED", "AT_REPORT")
"""The stages of a trip, in the order in which it comes to them."""
Money = Annotated[Decimal, BeforeValidator(_money)]
"""An amount in the currency's unit, written in quotes."""
Owed = Annotated[Decimal, BeforeValidator(_owed)]
"""The same of what a statement comes to, which may be less than nothing."""
CurrencyCode = Annotated[str, AfterValidator(_currency)]
Code = Annotated[str, Field(strict=True, min_length=1, max_length=80)]
"""What a term is called."""


class Written(BaseModel):
    """What people write: frozen, known keys only, under the names of the file."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class CrewIn(Written):
    """``hourly_rate`` stands in place of every scale; without ``hire_date`` nobody knows the years of service."""

    id: Name
    position: Flier
    base: Airport
    hourly_rate: Money | None = None
    hire_date: Day | None = None


class DaysIn(Written):
    """Both days are in it."""

    start: Day
    end: Day


class AvailableIn(Written):
    """The days on the airline's books, both in it; a side left out is the period's."""

    start: Day | None = None
    end: Day | None = None


class LegIn(Written):
    """``block`` stands in place of all four times, where only the length is known."""

    flight: Name
    origin: Airport = Field(alias="from")
    destination: Airport = Field(alias="to")
    kind: Literal["OPERATING", "DEADHEAD"] = "OPERATING"
    sched_out: Instant | None = None
    sched_in: Instant | None = None
    out: Instant | None = None
    into: Instant | None = Field(alias="in", default=None)
    block: Minutes | None = None
    landed: Instant | None = None
    aircraft_type: Name | None = None
    cancelled: Yes = False
    operated_by_other: Yes = False
    delay_code: Name | None = None
    day_off: Yes = False
    added_after_report: Yes = False
    gate_return: Yes = False
    language: Name | None = None


class DutyIn(Written):
    """``block`` is all that was flown in it, in place of legs. The planned times are by default the real ones."""

    report: Instant
    release: Instant
    planned_report: Instant | None = None
    planned_release: Instant | None = None
    assigned_by: Literal["LINE", "TRADE", "PICK_UP", "RESERVE", "JUNIOR", "RECALL"] | None = None
    block: Minutes | None = None
    legs: tuple[LegIn, ...] = ()


class VersionIn(Written):
    """A trip as it stood at a stage: ``block`` and ``deadhead`` are lengths as scheduled then."""

    stage: Literal["BID", "AWARDED", "PUBLISHED", "AT_REPORT"]
    report: Instant
    release: Instant
    block: Minutes
    deadhead: Minutes = 0


class TripIn(Written):
    """``report`` and ``release`` are those of its first and its last duty; without duties, it has none left."""

    id: Name
    report: Instant | None = None
    release: Instant | None = None
    duties: tuple[DutyIn, ...]
    versions: tuple[VersionIn, ...] = ()

    @property
    def span(self) -> tuple[int, int]:
        """From the first report to the last release; of a trip that has no duty left, when it was last to report."""
        if not self.duties:
            last = max(self.versions, key=lambda version: STAGES.index(version.stage))
            return last.report, last.report
        return min(duty.report for duty in self.duties), max(duty.release for duty in self.duties)


class StandbyIn(Written):
    """``assigned_trip``: the trip that it was used for."""

    kind: Literal["AIRPORT", "HOME"]
    start: Instant
    end: Instant
    assigned_trip: Name | None = None


class LeaveIn(Written):
    """Days of one kind, both ends in it, on the base clock; ``day`` in place of both for a single one."""

    kind: Literal["TRAINING", "VACATION", "UNPAID", "DAY_OFF"]
    start: Day
    end: Day


class ExpectIn(Written):
    """What the case must come to; a component left out is not looked at."""

    credit: Minutes | None = None
    gross: Owed | None = None
    components: dict[str, Owed] = {}
    needs_clause: tuple[str, ...] = ()
    needs_data: tuple[str, ...] = ()


class CaseIn(Written):
    """A whole pay case. ``terms`` are read apart (``domain.paycases.terms``)."""

    name: str | None = None
    currency: CurrencyCode = "USD"
    crew: CrewIn
    period: DaysIn
    available: AvailableIn = AvailableIn()
    unpaid_days: Count = 0
    days_worked: Count | None = None
    credit: Minutes | None = None
    terms: tuple[Any, ...]
    trips: tuple[TripIn, ...] = ()
    standby: tuple[StandbyIn, ...] = ()
    days: tuple[Annotated[LeaveIn, BeforeValidator(_whole_day)], ...] = ()
    holidays: tuple[Day, ...] = ()
    expect: ExpectIn | None = None
