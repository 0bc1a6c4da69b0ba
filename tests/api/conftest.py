"""Two airlines with published rules and a recorded month, and ways to ask about them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from uuid import UUID

import pytest
import pytest_asyncio

from domain.crew import Role
from servers.addresses import Addresses
from services import airlines, publishing
from services.airlines import OPERATOR
from services.doors import Doors, opened_at
from tests.api.asking import Asker
from tests.api.month import Airline, recorded
from tests.fixtures_doors import addresses, doors, home, settings_at
from tests.fixtures_store import database_url, scratch, template

__all__ = ["addresses", "database_url", "doors", "home", "template"]


@dataclass(frozen=True, slots=True)
class World:
    """Two airlines with a month each."""

    doors: Doors
    xp: Airline
    yy: Airline

    async def admin(self, airline: Airline) -> Asker:
        """The airline's administrator."""
        return Asker(self.doors, await airlines.login(self.doors, OPERATOR, Role.ADMIN, airline.code))

    async def crew(self, airline: Airline, crew_id: UUID) -> Asker:
        """One crew member of the airline."""
        return Asker(self.doors, await airlines.login(self.doors, OPERATOR, Role.USER, airline.code, sub=crew_id))


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def recorded_once(
    servers: Addresses, template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[World]:
    """The world of all modules that only read, or that add what nobody else counts."""
    with scratch(servers.direct_url, template) as url:
        there = replace(servers, database_url=url, direct_url=url)
        async with opened_at(settings_at(tmp_path_factory.mktemp("home")), there) as opened:
            yield await _world(opened)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def world(recorded_once: World) -> World:
    """That world, with its edition in the graph: modules of other rooms publish theirs in between."""
    await publishing.restore(recorded_once.doors)
    return recorded_once


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def fresh(doors: Doors) -> World:
    """A world of this module's own, whose rules it may edit."""
    return await _world(doors)


async def _world(doors: Doors) -> World:
    for code in ("XP", "YY"):
        await airlines.ensure(doors, OPERATOR, code, f"Airline {code}")
    await publishing.publish_packs(doors, ["XP", "YY"])
    return World(doors, await recorded(doors, "XP"), await recorded(doors, "YY"))
