"""Pay periods, and what they come to."""

from datetime import date

import strawberry

from api.enums import PeriodStatus
from api.values import Money


@strawberry.type
class PayPeriod:
    """The days one payment covers; both dates belong to it."""

    id: strawberry.ID
    start: date
    end: date
    pay_date: date
    status: PeriodStatus


@strawberry.type
class ComponentSum:
    """What one part of pay comes to over everybody."""

    component: str
    crew: int
    lines: int
    amount: Money
    credit: str
    credit_minutes: int


@strawberry.type
class PeriodSummary:
    """What a period comes to over everybody that the asker sees."""

    period: PayPeriod
    currency: str
    crew: int
    gross: Money
    credit: str
    credit_minutes: int
    block: str
    block_minutes: int
    guarantee: str
    guarantee_minutes: int
    overtime: str
    overtime_minutes: int
    by_component: list[ComponentSum]
