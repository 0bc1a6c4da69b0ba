"""Data migrations go on where they were killed; a new key for names is one of them."""

import pytest
import pytest_asyncio

from domain.errors import RefusedError, UnavailableError
from store import backfill, crew, resealing
from store.backfill import Migration, Step
from store.database import Database, WriteSession
from store.ids import stable
from store.secrets import Sealer
from tests.fixtures_store import PLATFORM, admin
from tests.store.sample import SEALER, Sample, pilot, small_airline

RING = Sealer(bytes(32), previous=[bytes(range(32))])


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def airline(database: Database) -> Sample:
    """Twelve pilots."""
    sample = await small_airline(database, "BF")
    more = [pilot(stable("crew", "BF", number), number, "BF") for number in range(3, 13)]
    async with database.writing(PLATFORM) as session:
        await crew.add_many(session, sample.airline, more, SEALER)
    return sample


def killed_after(batches: int, migration: Migration) -> Migration:
    """The same migration in a program that dies in the middle of a batch."""
    left = batches

    async def batch(session: WriteSession, position: str) -> Step:
        nonlocal left
        step = await migration.batch(session, position)
        left -= 1
        if left < 0:
            raise UnavailableError("killed")
        return step

    return Migration(migration.name, batch)


async def test_a_killed_key_rotation_goes_on_and_ends_with_every_name_under_the_new_key(
    database: Database, airline: Sample
) -> None:
    rotation = resealing.migration(RING, size=5)
    with pytest.raises(UnavailableError):
        await backfill.run(database, PLATFORM, killed_after(1, rotation))
    assert await _under_new_key(database, airline) == 5
    assert await backfill.run(database, PLATFORM, rotation) == 12
    assert await _under_new_key(database, airline) == 12
    async with database.reading(admin(airline.airline)) as session:
        opened = crew.names(await crew.every(session, airline.airline), Sealer(bytes(32)))
    assert sorted(name.first for name in opened.values()) == sorted(f"Ada{number}" for number in range(1, 13))


async def test_a_finished_one_does_nothing_more(database: Database, airline: Sample) -> None:
    rotation = resealing.migration(RING, size=5)
    await backfill.run(database, PLATFORM, rotation)
    assert await backfill.run(database, PLATFORM, killed_after(0, rotation)) == 12


async def test_only_the_platform_runs_one(database: Database, airline: Sample) -> None:
    with pytest.raises(RefusedError):
        await backfill.run(database, admin(airline.airline), Migration("theirs", resealing.migration(RING).batch))


async def _under_new_key(database: Database, airline: Sample) -> int:
    async with database.reading(PLATFORM) as session:
        return sum(RING.key_id in each.first_name for each in await crew.every(session, airline.airline))
