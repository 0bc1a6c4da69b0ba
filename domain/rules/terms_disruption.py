"""Pay when the day goes otherwise: delays, cancellations, extra work and lost days off."""

from typing import Any, ClassVar, Literal, Self

from pydantic import model_validator

from domain.rules.fields import Count, MinuteOfDay, Minutes, Percent
from domain.rules.terms_grain import Basis, Clock, Grain, PayingTerm


class DelayPay(PayingTerm):
    """Pay for the minutes of delay past ``after``, for a leg that the rule's scenario selects."""

    grain: ClassVar[Grain] = Grain.LEG
    family: Literal["delay_pay"] = "delay_pay"
    component: str = "delay_pay"
    after: Minutes
    """The delay that is not paid."""
    percent: Percent
    """Of the hourly rate."""
    measured: Literal["arrival", "departure"] = "arrival"
    """Whether the arrival or the departure is late."""
    maximum: Minutes | None = None
    """The most minutes of one leg that are paid."""


class HoldingPay(PayingTerm):
    """Pay for waiting aboard: from the scheduled departure, or from touchdown, until the aircraft moves or parks."""

    grain: ClassVar[Grain] = Grain.LEG
    family: Literal["holding_pay"] = "holding_pay"
    component: str = "holding_pay"
    after: Minutes
    """The wait that is not paid."""
    percent: Percent
    """Of the hourly rate."""
    where: Literal["departure", "arrival"] = "departure"
    """Which wait: aboard before the aircraft moves, or after landing until it parks."""
    maximum: Minutes | None = None
    """The most minutes of one leg that are paid."""


class CancellationProtection(PayingTerm):
    """Credit for flying that was taken away after it was awarded, as if it had been flown.

    Of a trip that it protects, ``versions`` tell what left the roster: the block that it was awarded (or published,
    where no award is on record) over what its legs are scheduled to have now, also where it has no duty left. Legs
    added after report do not count. Where no such version is on record, or legs flown by others are not protected,
    only legs that are still on the roster are.
    """

    family: Literal["cancellation_protection"] = "cancellation_protection"
    component: str = "cancellation_protection"
    protects: Literal["leg", "duty", "trip"] = "leg"
    """What is made whole: the cancelled leg, its duty, or the trip it was part of."""
    grain: Grain
    """What one payment is for. It follows from protects and need not be written."""
    basis: Literal[Basis.SCHEDULED] = Basis.SCHEDULED
    """Protected flying is credited as scheduled."""
    minimum: Minutes = 0
    """The least credit of what is protected."""
    operated_by_other: bool = True
    """Whether a leg that somebody else flew instead is protected as a cancelled one is."""
    all_cancelled: Literal["protected", "call_out"] = "protected"
    """What is due where no leg is left: the protection, or only the call-out."""
    with_delay_pay: bool = False
    """Whether delay pay for the same leg is paid beside it."""

    @model_validator(mode="before")
    @classmethod
    def _grain_follows(cls, given: Any) -> Any:
        if isinstance(given, dict) and "grain" not in given:
            return given | {"grain": given.get("protects", "leg")}
        return given

    @model_validator(mode="after")
    def _grain_agrees(self) -> Self:
        if self.grain != self.protects:
            raise ValueError(f"a protection of the {self.protects} is paid per {self.protects}: leave grain out")
        return self


class CallOut(PayingTerm):
    """The least credit of a duty that was reported for and in which nothing was flown."""

    grain: ClassVar[Grain] = Grain.DUTY
    family: Literal["call_out"] = "call_out"
    component: str = "call_out"
    minimum: Minutes
    """The credit."""
    percent: Percent = 100
    """Of the hourly rate."""


class _Summoned(PayingTerm):
    """Pay for work that somebody was ordered to do: a percentage of the rate, with or without credit."""

    grain: ClassVar[Grain] = Grain.DUTY
    percent: Percent
    """Of the hourly rate, for the credit of the duty, the plain rate included."""
    minimum: Minutes = 0
    """The least time of one duty that is paid."""
    credited: bool = False
    """Whether the time also counts as credit, or is pay without credit."""
    most_per_period: Count | None = None
    """How often in a period it may be done to one person; more than that is reported, and paid all the same."""


class Recall(_Summoned):
    """Pay for a duty that somebody is called back to after release or on a day off."""

    family: Literal["recall"] = "recall"
    component: str = "recall"


class JuniorAssignment(_Summoned):
    """Pay for a duty given in inverse order of seniority because nobody bid for it."""

    family: Literal["junior_assignment"] = "junior_assignment"
    component: str = "junior_assignment"


class Extension(PayingTerm):
    """Pay for a trip that ends later than awarded because flying was added after its report."""

    grain: ClassVar[Grain] = Grain.TRIP
    family: Literal["extension"] = "extension"
    component: str = "extension"
    after: Minutes
    """A release up to so much later is no extension."""
    percent: Percent
    """Of the hourly rate on top."""
    paid_for: Literal["added_legs", "time_past_release"] = "added_legs"
    """The credit of the added legs, or the time past the original release."""
    maximum: Minutes | None = None
    """The longest extension allowed; a longer one is reported, and paid all the same."""


class DayOffInfringement(PayingTerm):
    """Pay for duty that runs into, or lies on, a day off."""

    grain: ClassVar[Grain] = Grain.DUTY
    family: Literal["day_off_infringement"] = "day_off_infringement"
    component: str = "day_off"
    percent: Percent
    """Of the hourly rate on top."""
    from_minute: MinuteOfDay = 0
    """A release up to this time of the day off, of a duty begun the day before, does not infringe it."""
    clock: Clock = Clock.BASE
    """Whose midnight begins the day off."""
    paid_for: Literal["time_inside", "whole_duty"] = "time_inside"
    """The minutes of duty on the day off, or the credit of the whole duty."""
    minimum: Minutes = 0
    """The least time of one infringement that is paid."""
