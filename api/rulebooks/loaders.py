"""Loads the Rulebook in force in a period."""

from datetime import date

from api.airlines.loaders import own
from api.context import Context
from api.rulebooks.types import ChosenRule, DroppedRule, Precedence, Rulebook
from api.rules.sources import in_book, newest
from api.rules.types import rule
from domain.rulebook import Rulebook as Book
from services import months, rulebooks


async def in_force(context: Context, start: date) -> Rulebook:
    """The Rulebook of the month that a day is in, under the newest edition."""
    airline = await context.once(own)
    book = await rulebooks.in_force(context.doors, context.acting, airline.code, *months.month(start))
    return _rulebook(book, await context.once(newest))


def _rulebook(book: Book, edition: int) -> Rulebook:
    return Rulebook(
        hash=book.hash,
        airline=book.airline,
        start=book.start,
        end=book.end,
        edition=edition,
        components=[component.type for component in book.components],
        chosen=[ChosenRule(order=each.order, rule=rule(in_book(book, each.rule.key, edition))) for each in book.chosen],
        dropped=[
            DroppedRule(code=each.rule.code, by=each.by.code if each.by else None, why=each.why)
            for each in book.dropped
        ],
        precedence=[
            Precedence(winner=each.winner.code, loser=each.loser.code, kind=each.kind, method=each.method)
            for each in book.precedence
        ],
    )
