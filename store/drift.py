"""Where two descriptions of the database differ: the models and what the migrations build, or two databases."""

from collections.abc import Iterable, Iterator
from typing import Final

from sqlalchemy import Connection

from store import catalog
from store.catalog import Thing
from store.tables import METADATA

_MODELLED: Final = frozenset({"column", "constraint", "index", "enum"})
"""The kinds of thing that models speak of; the others are the migrations' alone."""
_UNMODELLED: Final = frozenset({"alembic_version", "pay_calculations"})
"""The relations that no model speaks of."""
_LONGEST: Final = 240


def from_models(built: Connection, empty: Connection) -> Iterator[str]:
    """How a migrated database differs from the models, which are built in an empty one; and where it stands open."""
    METADATA.create_all(empty)
    wanted, found = _modelled(empty), _modelled(built)
    yield from _told("the migrations lack", wanted - found)
    yield from _told("the models lack", found - wanted)
    for table in catalog.unguarded(built):
        yield f"table {table} is open: it needs row security, forced, and a policy"


def between(built: Connection, given: Connection) -> Iterator[str]:
    """What a database lacks of what the migrations build, and what it has beside that."""
    wanted, found = catalog.things(built), catalog.things(given)
    yield from _told("the database lacks", wanted - found)
    yield from _told("the database has, and no migration made,", found - wanted)
    if catalog.role_is_unbound(given):
        yield "the serving role has rights beyond its tables: take them from it, for row security does not bind them"


def _modelled(connection: Connection) -> set[Thing]:
    return {each for each in catalog.things(connection) if each.kind in _MODELLED and each.relation not in _UNMODELLED}


def _told(what: str, things: Iterable[Thing]) -> Iterator[str]:
    for says in sorted(" ".join(each.says.split()) for each in things):
        yield f"{what} {says[:_LONGEST]}"
