"""The demonstration: a carrier's month through every room, from the record of 2013 to a decided claim."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

import polars as pl

from domain import clock
from domain.clock import DAY
from domain.crew import Role
from domain.money import Currency
from domain.timelines.timeline import AcclimatedClock
from etl.generated import Fault
from servers.progress import Progress, Silent
from services import airlines, example_claim, flying, judging, loading, paying, reviewing, rostering
from services.airlines import OPERATOR
from services.doors import Doors
from services.flying import Flown
from services.loading import Loaded
from services.months import Month
from services.rostering import Rostered

PUBLISHED: Final = timedelta(days=7)
"""How long before the month the demonstration's roster is published."""
LANDED: Final = timedelta(days=14)
"""By then everything of the month has landed."""
POLICY: Final = "chosen for the demonstration: 117.13 leaves it to the carrier"


@dataclass(frozen=True, slots=True)
class Demonstration:
    """What was done, so that the API can be asked about it. ``doors`` stand at the demonstration's clock."""

    doors: Doors
    loaded: Loaded
    rostered: Rostered
    flown: Flown
    faults: tuple[Fault, ...]
    employee_id: str
    claim_number: str
    policy: AcclimatedClock
    policy_reason: str
    currency: Currency

    @property
    def now(self) -> int:
        """The demonstration's clock, a UTC minute."""
        return self.doors.settings.minute()


async def demonstrate(
    doors: Doors, carrier: str, month: Month, *, seed: int = loading.SEED, progress: Progress | None = None
) -> Demonstration:
    """Loads, rosters, flies, judges and pays a carrier's month, compares it with a faulty ledger, decides one claim.

    The clock is the set one; where none is set, it goes from a week before the month to a day after its last release.
    """
    bars = progress or Silent()
    early, late = (_at(doors, clock.midnight(day, "UTC")) for day in (month[0] - PUBLISHED, month[1] + LANDED))
    loaded = await loading.load_month(late, OPERATOR, carrier, month, seed=seed, progress=bars, demonstration=True)
    policy = AcclimatedClock.HOME_BASE
    await judging.choose_clock(late, OPERATOR, carrier, policy, POLICY)
    rostered = await rostering.roster_month(
        early, OPERATOR, carrier, month, seed=seed, progress=bars, demonstration=True
    )
    flown = await flying.fly_month(late, OPERATOR, carrier, month)
    after = _at(doors, flown.last_release + DAY)
    await _judge(after, carrier, month, bars)
    paid = await paying.pay_month(after, OPERATOR, carrier, month, reason="demonstration", progress=bars)
    faults, found = await _compare(after, carrier, month, seed, bars)
    employee_id, number = await example_claim.settle(after, carrier, month, found)
    return Demonstration(after, loaded, rostered, flown, faults, employee_id, number, policy, POLICY, paid.currency)


def _at(doors: Doors, minute: int) -> Doors:
    """The same doors at a clock of the demonstration, unless the clock is set."""
    if doors.settings.now is not None:
        return doors
    return replace(doors, settings=doors.settings.model_copy(update={"now": clock.to_datetime(minute)}))


async def _judge(doors: Doors, carrier: str, month: Month, progress: Progress) -> None:
    task = progress.task("judging the month, planned and flown")
    try:
        await judging.judge_month(doors, OPERATOR, carrier, month)
    finally:
        task.finish()


async def _compare(
    doors: Doors, carrier: str, month: Month, seed: int, progress: Progress
) -> tuple[tuple[Fault, ...], pl.DataFrame]:
    task = progress.task("comparing with the payroll ledger", total=2)
    try:
        faults = await reviewing.generate_ledger(doors, OPERATOR, carrier, month, seed=seed)
        task.advance()
        found = await reviewing.find_discrepancies(doors, OPERATOR, carrier, month)
        task.advance()
        return faults, found
    finally:
        task.finish()


async def signed_in(done: Demonstration) -> str:
    """A token of the airline's administrator."""
    return done.doors.tokens.sign(await airlines.login(done.doors, OPERATOR, Role.ADMIN, done.loaded.airline))
