"""Pay for days on the books without flying: training and vacation."""

from typing import ClassVar, Literal

from domain.rules.fields import Minutes, Percent
from domain.rules.terms_grain import Grain, PayingTerm


class _DayPay(PayingTerm):
    """A fixed length for each day."""

    grain: ClassVar[Grain] = Grain.DAY
    minutes: Minutes
    """The length of one day."""
    percent: Percent = 100
    """Of the hourly rate."""
    credited: bool = True
    """Whether it counts as credit, towards the guarantee and overtime."""


class TrainingPay(_DayPay):
    """Pay for a day of training."""

    family: Literal["training_pay"] = "training_pay"
    component: str = "training"


class VacationPay(_DayPay):
    """Pay for a day of vacation."""

    family: Literal["vacation_pay"] = "vacation_pay"
    component: str = "vacation"
