"""The asker's airline, asked for once a request."""

from api.context import Context
from domain.errors import NotFoundError
from domain.money import Currency
from store import rows
from store.tables import Airline


async def own(context: Context) -> Airline:
    """The airline of the token; ``NotFoundError`` where there is none."""
    async with context.reading() as session:
        (found,) = await rows.by_ids(session, Airline, [context.airline_id])
    if found is None:
        raise NotFoundError("There is no airline of your token here: take a new token.")
    return found


async def currency(context: Context) -> Currency:
    """What the airline pays in."""
    airline = await context.once(own)
    return Currency(airline.currency, airline.currency_exponent)
