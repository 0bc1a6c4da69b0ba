"""Which airline somebody asks about, and which edition stands: asked before every use of a Rulebook kept in memory."""

from typing import Final, NamedTuple

from domain.claims import Claims
from store.database import Database
from store.tables import Airline

_ASKED: Final = "SELECT airlines.*, (SELECT max(number) FROM editions) AS newest FROM airlines WHERE code = %(code)s"


class Standing(NamedTuple):
    """An airline, and the number of the newest edition (None before the first)."""

    airline: Airline
    newest: int | None


async def standing(database: Database, claims: Claims, code: str) -> Standing | None:
    """Both for an airline by its code, by one message to the server; None where this reader has no such airline."""
    found = await database.glance(claims, _ASKED, code=code)
    if found is None:
        return None
    newest = found.pop("newest")
    return Standing(Airline(**found), newest)
