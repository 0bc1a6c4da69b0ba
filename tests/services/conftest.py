"""Open doors to a database of each module's own, and in it two airlines with published rules."""

import pytest_asyncio

from services import airlines, publishing
from services.airlines import OPERATOR
from services.doors import Doors
from tests.fixtures_doors import addresses, doors, home
from tests.fixtures_store import database_url, template

__all__ = ["addresses", "database_url", "doors", "home", "ruled", "template"]


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def ruled(doors: Doors) -> Doors:
    """The doors, with the rule packs published for the airlines XP and YY as edition 1."""
    for code in ("XP", "YY"):
        await airlines.ensure(doors, OPERATOR, code, f"Airline {code}")
    assert await publishing.publish_packs(doors, ["XP", "YY"]) == 1
    return doors
