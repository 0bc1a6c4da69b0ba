"""Loads rules by key, and the rules behind what was worked out with an earlier Rulebook."""

from typing import NamedTuple

from strawberry.dataloader import DataLoader

from api.context import Context
from api.rules.sources import Placed, in_book, looked_up, newest
from domain.rulebook import Rulebook
from domain.rules.rule import Key
from store import rulebooks


class Asked(NamedTuple):
    """A rule in an edition."""

    edition: int
    key: Key


def by_key(context: Context) -> DataLoader[Asked, Placed | None]:
    """Rule by edition and key; None for those that the asker's airline does not have."""

    async def load(asked: list[Asked]) -> list[Placed | None]:
        found = {
            number: await looked_up(context, number, [each.key for each in asked if each.edition == number])
            for number in dict.fromkeys(each.edition for each in asked)
        }
        return [found[each.edition].get(each.key) for each in asked]

    return DataLoader(load)


def book(context: Context) -> DataLoader[str, Rulebook]:
    """Rulebook by its hash."""

    async def load(hashes: list[str]) -> list[Rulebook]:
        async with context.reading() as session:
            return [await rulebooks.get(session, context.airline_id, each) for each in hashes]

    return DataLoader(load)


async def current(context: Context, key: Key) -> Placed | None:
    """A rule in the newest edition."""
    return await context.loader(by_key).load(Asked(await context.once(newest), key))


async def behind(context: Context, rulebook_hash: str, key: Key) -> Placed | None:
    """The rule that a figure rests on: as the newest edition has it if it still says the same, else as it said then."""
    now = await current(context, key)
    made_with = await context.loader(book).load(rulebook_hash)
    if key not in made_with.rules or (now is not None and now.around.rule == made_with.rules[key]):
        return now
    return in_book(made_with, key, await context.once(newest))
