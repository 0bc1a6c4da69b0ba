"""Loads pay periods by their first day, and sums them up."""

from datetime import date, timedelta
from uuid import UUID

import strawberry
from strawberry.dataloader import DataLoader

from api.airlines.loaders import currency
from api.context import Context
from api.periods.types import ComponentSum, PayPeriod, PeriodSummary
from api.values import money
from domain.clock import hours
from domain.errors import InputError, NotFoundError
from services import months
from store import periods, rows, runs, summaries
from store.summaries import RunTotal
from store.tables import PayPeriod as Row


def by_id(context: Context) -> DataLoader[UUID, PayPeriod | None]:
    """Period by id."""

    async def load(ids: list[UUID]) -> list[PayPeriod | None]:
        async with context.reading() as session:
            found = await rows.by_ids(session, Row, ids)
        return [None if row is None else _period(row) for row in found]

    return DataLoader(load)


def by_start(context: Context) -> DataLoader[date, PayPeriod | None]:
    """Period by its first day, which is the first of a month."""

    async def load(starts: list[date]) -> list[PayPeriod | None]:
        async with context.reading() as session:
            found = [await periods.on(session, context.airline_id, *_days(start)) for start in starts]
        return [None if row is None else _period(row) for row in found]

    return DataLoader(load)


async def known(context: Context, start: date) -> PayPeriod:
    """The period that begins on a day; ``NotFoundError`` where there is none."""
    if start.day != 1:
        raise InputError(f"No pay period begins on {start}: give the first day of a month.")
    found = await context.loader(by_start).load(start)
    if found is None:
        raise NotFoundError(f"There is no pay period that begins on {start} here.")
    return found


async def summary(context: Context, period: PayPeriod) -> PeriodSummary:
    """What a period's newest run comes to, summed up by the record over the rows that the asker sees."""
    paid_in = await currency(context)
    async with context.reading() as session:
        run = await runs.newest_id(session, UUID(period.id))
        total = await summaries.of_run(session, run) if run else RunTotal()
        parts = await summaries.by_component(session, run) if run else []
    return PeriodSummary(
        period=period,
        currency=paid_in.code,
        crew=total.crew,
        gross=money(paid_in, total.gross),
        credit=hours(total.credit),
        credit_minutes=total.credit,
        block=hours(total.block),
        block_minutes=total.block,
        guarantee=hours(total.guarantee),
        guarantee_minutes=total.guarantee,
        overtime=hours(total.overtime),
        overtime_minutes=total.overtime,
        by_component=[
            ComponentSum(
                component=part.component,
                crew=part.crew,
                lines=part.lines,
                amount=money(paid_in, part.amount),
                credit=hours(part.credit),
                credit_minutes=part.credit,
            )
            for part in parts
        ],
    )


def _days(start: date) -> tuple[date, date]:
    first, after = months.month(start)
    return first, after - timedelta(days=1)


def _period(row: Row) -> PayPeriod:
    return PayPeriod(
        id=strawberry.ID(str(row.id)),
        start=row.start_date,
        end=row.end_date,
        pay_date=row.pay_date,
        status=row.status,
    )
