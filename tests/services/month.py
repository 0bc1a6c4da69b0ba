"""The smallest real month there is: YV's departures of one December, loaded, rostered, flown and paid."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest_asyncio

from domain.timelines.timeline import AcclimatedClock
from services import flying, judging, loading, months, paying, rostering
from services.airlines import OPERATOR
from services.doors import Doors
from services.loading import Loaded
from services.paying import Paid
from services.rostering import Rostered

CARRIER, MONTH = "YV", months.parse("2026-12")
AFTER = datetime(2027, 1, 10, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Worked:
    """The month after all its verbs; ``doors`` stand after it."""

    doors: Doors
    loaded: Loaded
    rostered: Rostered
    paid: Paid


def at(doors: Doors, moment: datetime) -> Doors:
    """The same doors at another clock."""
    return replace(doors, settings=doors.settings.model_copy(update={"now": moment}))


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def worked(doors: Doors) -> Worked:
    """The month, from its departures to everybody's pay."""
    after = at(doors, AFTER)
    loaded = await loading.load_month(after, OPERATOR, CARRIER, MONTH, demonstration=True)
    await judging.choose_clock(after, OPERATOR, CARRIER, AcclimatedClock.HOME_BASE, "for these tests")
    rostered = await rostering.roster_month(after, OPERATOR, CARRIER, MONTH, seconds=1, demonstration=True)
    await flying.fly_month(after, OPERATOR, CARRIER, MONTH)
    return Worked(after, loaded, rostered, await paying.pay_month(after, OPERATOR, CARRIER, MONTH))
