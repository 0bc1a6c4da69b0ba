"""The lines of a statement, with the flight and the rule behind each."""

from datetime import date

import strawberry

from api.context import Info
from api.enums import PayStep
from api.flights.loaders import by_id as flight_by_id
from api.flights.types import Flight
from api.rules.loaders import behind
from api.rules.types import Rule
from api.rules.types import rule as rule_of
from api.statements.steps import steps_of
from api.values import Money, money, some_hours, some_rate
from domain.clock import hours
from domain.money import Currency
from domain.rules.rule import Key
from services.ladders import Step
from store.tables import PayLine


@strawberry.type
class StatementLine:
    """One line. `quantity` is in `unit`: MINUTES (`length` says H:MM) or EACH; `rate` is for an hour, or for each.

    A rate may have two decimals more than the currency, such as "90.1250"; it has them only where it is that fine.
    """

    row: strawberry.Private[PayLine]
    rulebook_hash: strawberry.Private[str]
    place: int
    component: str
    quantity: int | None
    unit: str | None
    length: str | None
    rate: Money | None
    percent: int | None
    amount: Money
    credit: str
    credit_minutes: int
    reason: str
    rule_code: str
    rule_since: date | None
    duty_id: strawberry.ID | None

    @strawberry.field
    async def flight(self, info: Info) -> Flight | None:
        """The flight that the line is about."""
        flight_id = self.row.flight_id
        return None if flight_id is None else await info.context.loader(flight_by_id).load(flight_id)

    @strawberry.field
    async def rule(self, info: Info) -> Rule | None:
        """The rule that the line rests on, as it said when the line was worked out."""
        key = Key(self.row.rule_owner or "", self.row.rule_code or "")
        found = await behind(info.context, self.rulebook_hash, key)
        return None if found is None else rule_of(found)

    @strawberry.field
    async def stands(self, info: Info) -> PayStep:
        """Where the line stands: projected, earned, posted or paid."""
        return (await self._step(info)).rung

    @strawberry.field
    async def due(self, info: Info) -> date:
        """The day on which it is due to be posted."""
        return (await self._step(info)).due

    @strawberry.field
    async def earned(self, info: Info) -> date | None:
        """The first day of the earlier period that it was earned in; null where it is of the statement's own."""
        return (await self._step(info)).earned

    async def _step(self, info: Info) -> Step:
        steps = await info.context.loader(steps_of).load(self.row.calculation_id)
        return steps[self.row.id]


def line(row: PayLine, rulebook_hash: str, paid_in: Currency) -> StatementLine:
    """The line of a row, worked out with the Rulebook of this hash."""
    return StatementLine(
        row=row,
        rulebook_hash=rulebook_hash,
        place=row.place,
        component=row.component,
        quantity=row.quantity,
        unit=row.unit,
        length=some_hours(row.quantity) if row.unit == "MINUTES" else None,
        rate=some_rate(paid_in, row.rate_minor, row.rate_parts),
        percent=row.percent,
        amount=money(paid_in, row.amount_minor),
        credit=hours(row.credit_minutes),
        credit_minutes=row.credit_minutes,
        reason=row.reason,
        rule_code=row.rule_code or "",
        rule_since=row.rule_since,
        duty_id=strawberry.ID(str(row.duty_id)) if row.duty_id else None,
    )
