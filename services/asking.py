"""A statement that somebody asks the record directly: read-only, under row security, and audited."""

from collections.abc import Sequence

from domain.crew import Role
from services import airlines
from services.airlines import OPERATOR
from services.doors import Doors
from store import sql as store_sql
from store.sql import Table

__all__ = ["Table", "sql"]


async def sql(doors: Doors, statement: str, parameters: Sequence[str] = (), *, airline: str | None = None) -> Table:
    """The answer to one SELECT, asked by the platform's operator or, with ``airline``, by that airline's administrator.

    ``$1`` and so on stand for the parameters. ``RefusedError`` for anything that is not one SELECT.
    """
    claims = await airlines.login(doors, OPERATOR, Role.ADMIN, airline) if airline else OPERATOR
    return await store_sql.run(doors.database, claims, statement, doors.sealer, parameters)
