"""Statements: what a crew member is owed for a period."""

from datetime import datetime

import strawberry

from api.airlines.loaders import currency as currency_of
from api.context import Info
from api.crew.loaders import by_id as crew_by_id
from api.crew.types import CrewMember
from api.periods.loaders import by_id as period_by_id
from api.periods.types import PayPeriod
from api.statements.levels import StatementLevel
from api.statements.levels import level as level_of
from api.statements.lines import StatementLine
from api.statements.lines import line as line_of
from api.statements.loaders import lines_of, undecided_of
from api.statements.needs import NeedsData, needs_data
from api.values import Money, money, some_money
from domain.clock import hours
from domain.money import Currency
from services.statementlevels import rows_of
from store.tables import PayCalculation


@strawberry.type
class Statement:
    """What one crew member is owed for one period, in its newest version. The lines add up to `gross`.

    Where it is not `complete`, `gross` is what is certain so far.
    """

    row: strawberry.Private[PayCalculation]
    id: strawberry.ID
    version: int
    rulebook_hash: str
    calculated_at: datetime
    validated_at: datetime | None
    currency: str
    gross: Money
    hourly_rate: Money | None
    flight_pay: Money
    overtime_pay: Money
    delay_pay: Money
    per_diem: Money
    premium_pay: Money
    credit: str
    credit_minutes: int
    block: str
    block_minutes: int
    guarantee: str
    guarantee_minutes: int
    overtime: str
    overtime_minutes: int

    @strawberry.field
    async def crew_member(self, info: Info) -> CrewMember | None:
        """Whose statement it is."""
        return await info.context.loader(crew_by_id).load(self.row.crew_member_id)

    @strawberry.field
    async def period(self, info: Info) -> PayPeriod | None:
        """The period it is for."""
        return await info.context.loader(period_by_id).load(self.row.pay_period_id)

    @strawberry.field
    async def lines(self, info: Info) -> list[StatementLine]:
        """The lines, in order."""
        found = await info.context.loader(lines_of).load(self.row.id)
        paid_in = await currency_of(info.context)
        return [line_of(row, self.row.rulebook_hash, paid_in) for row in found]

    @strawberry.field
    async def levels(self, info: Info) -> list[StatementLevel]:
        """What the lines come to by month, trip, duty and leg, each after the one it lies in."""
        found = await info.context.loader(lines_of).load(self.row.id)
        paid_in = await currency_of(info.context)
        return [level_of(row, paid_in) for row in rows_of(found)]

    @strawberry.field
    async def complete(self, info: Info) -> bool:
        """Whether every rule could be decided; if not, `needsData` says what is missing."""
        return not await info.context.loader(undecided_of).load(self.row.id)

    @strawberry.field
    async def needs_data(self, info: Info) -> list[NeedsData]:
        """The rules that could not be decided, row by row."""
        found = await info.context.loader(undecided_of).load(self.row.id)
        return [needs_data(each, self.row.rulebook_hash) for each in found]


def statement(row: PayCalculation, paid_in: Currency) -> Statement:
    """The statement of a calculation."""
    return Statement(
        row=row,
        id=strawberry.ID(str(row.id)),
        version=row.version,
        rulebook_hash=row.rulebook_hash,
        calculated_at=row.calculation_date,
        validated_at=row.validated_at,
        currency=paid_in.code,
        gross=money(paid_in, row.gross_minor),
        hourly_rate=some_money(paid_in, row.hourly_rate_minor),
        flight_pay=money(paid_in, row.flight_pay_minor),
        overtime_pay=money(paid_in, row.overtime_minor),
        delay_pay=money(paid_in, row.delay_pay_minor),
        per_diem=money(paid_in, row.per_diem_minor),
        premium_pay=money(paid_in, row.premium_pay_minor),
        credit=hours(row.credit_minutes),
        credit_minutes=row.credit_minutes,
        block=hours(row.block_minutes),
        block_minutes=row.block_minutes,
        guarantee=hours(row.guarantee_minutes),
        guarantee_minutes=row.guarantee_minutes,
        overtime=hours(row.overtime_minutes),
        overtime_minutes=row.overtime_minutes,
    )
