"""The contract map of what is published: every section of a document against the rules in force."""

from datetime import date
from typing import NamedTuple

from domain.claims import Claims
from domain.contract_map import Row, contract_map
from domain.documents import Document
from domain.rules.rule import PUBLIC
from services import content, months, rules
from services.doors import Doors
from services.naming import key_of

__all__ = ["Map", "Row", "maps"]


class Map(NamedTuple):
    """A document and its sections as they stand on a day."""

    document: Document
    rows: tuple[Row, ...]

    @property
    def accounted(self) -> int:
        """How many of its sections are accounted for."""
        return sum(row.accounted for row in self.rows)


async def maps(
    doors: Doors, claims: Claims, airline: str | None = None, typed: str = "", on: date | None = None
) -> tuple[Map, ...]:
    """The map of each document that binds an airline, or of the one that was typed; without an airline, of shared law.

    ``on`` is a day (today): amendments count once they are in force.
    """
    _, published = await rules.listed(doors, claims, airline)
    part = published if airline else content.part(published, PUBLIC)
    wanted = key_of(part, "document", typed, airline or PUBLIC) if typed else None
    day = on or months.today(doors.settings)
    return tuple(
        Map(document, contract_map(part, document, day))
        for document in part.documents
        if wanted in (None, document.key)
    )
