"""Open doors for tests of every room above the store: a database of this module's own, and this worker's graph.

A room's ``conftest.py`` takes them: ``from tests.fixtures_doors import doors, home`` beside
``from tests.fixtures_store import database_url, template``.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from servers.addresses import Addresses
from services.doors import Doors, opened_at
from services.settings import Settings

NOW = "2026-12-02T00:00Z"
"""The settable clock of these tests: November 2026 is being paid, December is the month we are in."""


def settings_at(home: Path, now: str = NOW) -> Settings:
    """Settings with this home and clock."""
    return Settings.model_validate({"CREWLEX_HOME": home, "CREWLEX_NOW": now})


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty CREWLEX_HOME of this module's own: keys are made in it."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def addresses(servers: Addresses, database_url: str) -> Addresses:
    """This worker's servers, with this module's database."""
    return replace(servers, database_url=database_url, direct_url=database_url)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def doors(addresses: Addresses, home: Path) -> AsyncIterator[Doors]:
    """Open doors. Whoever needs rules publishes them: ``services.publishing.publish_packs``."""
    async with opened_at(settings_at(home), addresses) as opened:
        yield opened
