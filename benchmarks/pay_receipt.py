"""How long after a release is recorded its receipt is ready: ``python -m benchmarks.pay_receipt [people]``.

A month of an airline with so many people on real Postgres; one crew member after the other is released from a trip. The
first of them also compiles the Rulebook of the month. Prints seconds between the record and the receipt, by the
database's clock, and of the whole verb.
"""

import argparse
import asyncio
import statistics
import tempfile
import time
from datetime import UTC
from pathlib import Path
from typing import Final
from uuid import UUID

from benchmarks.pay_record import record
from domain.clock import to_minutes
from servers.options import Options
from servers.progress import Silent
from servers.supervisor import attached
from services import publishing, receipts
from services.airlines import OPERATOR
from services.doors import Doors, opened_at
from services.dutytimes import Release
from services.settings import Settings, settings
from store import crew, migrate, releases
from store.tables import Duty, Trip

CODE, AFTER = "B0", "2027-06-01T00:00Z"
TRIPS: Final = 25
"""How many releases are recorded."""


def main(people: int) -> None:
    """Prints the first and the others."""
    with tempfile.TemporaryDirectory() as home:
        options = Options(home=Path(home), cache=settings().cache_home, durable=False)
        with attached(options, Silent()) as addresses:
            migrate.upgrade(addresses.direct_url)
            airline = record(addresses.direct_url, CODE, people)
            chosen = Settings.model_validate({"CREWLEX_HOME": Path(home), "CREWLEX_NOW": AFTER})

            async def run() -> list[tuple[str, str]]:
                async with opened_at(chosen, addresses) as doors:
                    await publishing.publish_packs(doors, [CODE])
                    return [await _one(doors, *each) for each in await _trips(doors, airline)]

            print(f"{people:,} crew members, {TRIPS} releases")
            seconds = asyncio.run(run())
            ready, whole = ([float(each[side]) for each in seconds] for side in (0, 1))
            print(f"the first: ready {ready[0]:.2f} s after its release was recorded, the verb {whole[0]:.2f} s")
            print(f"the others: {statistics.median(ready[1:]):.2f} s (at most {max(ready[1:]):.2f} s)")


async def _trips(doors: Doors, airline: UUID) -> list[tuple[str, Trip, Duty]]:
    """The first trip of some crew members, and its last duty."""
    found = []
    async with doors.database.reading(OPERATOR) as session:
        for member in (await crew.every(session, airline))[:TRIPS]:
            trip = (await releases.trips_of(session, member.airline_id, member.id))[0]
            found.append(
                (member.employee_id, trip, (await releases.duties_of(session, member.airline_id, trip.id))[-1])
            )
    return found


async def _one(doors: Doors, employee: str, trip: Trip, duty: Duty) -> tuple[str, str]:
    at = to_minutes((duty.actual_release or duty.planned_release).astimezone(UTC))
    begun = time.perf_counter()
    made = await receipts.released(doors, OPERATOR, CODE, employee, str(trip.id), Release(at + 1))
    whole = time.perf_counter() - begun
    assert made is not None
    return made.seconds, f"{whole:.2f}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", type=int, nargs="?", default=1_000)
    main(parser.parse_args().people)
