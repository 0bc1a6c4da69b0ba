"""A statement level by level: what the month, each trip, duty and leg come to."""

import strawberry

from api.context import Info
from api.enums import PayLevel
from api.flights.loaders import by_id as flight_by_id
from api.flights.types import Flight
from api.values import Money, money
from domain.clock import hours
from domain.money import Currency
from services.statementlevels import Row


@strawberry.type
class StatementLevel:
    """One month, trip, duty or leg. `own` is its own lines; `amount` is that and all levels below it together."""

    row: strawberry.Private[Row]
    level: PayLevel
    trip_id: strawberry.ID | None
    duty_id: strawberry.ID | None
    own: Money
    amount: Money
    own_credit: str
    own_credit_minutes: int
    credit: str
    credit_minutes: int

    @strawberry.field
    async def flight(self, info: Info) -> Flight | None:
        """The flight of a leg."""
        flight_id = self.row.flight_id
        return None if flight_id is None else await info.context.loader(flight_by_id).load(flight_id)


def level(row: Row, paid_in: Currency) -> StatementLevel:
    """The level of a row."""
    return StatementLevel(
        row=row,
        level=PayLevel(row.level),
        trip_id=strawberry.ID(str(row.trip_id)) if row.trip_id else None,
        duty_id=strawberry.ID(str(row.duty_id)) if row.duty_id else None,
        own=money(paid_in, row.own),
        amount=money(paid_in, row.amount),
        own_credit=hours(row.own_credit),
        own_credit_minutes=row.own_credit,
        credit=hours(row.credit),
        credit_minutes=row.credit,
    )
