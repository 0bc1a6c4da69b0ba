"""The roster of a month: solved out of the record and the Rulebook, and published."""

import asyncio
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any, Final
from uuid import UUID

import polars as pl

from domain import clock
from domain.claims import Claims
from domain.errors import NotFoundError
from servers.progress import Progress, Silent
from services import books, models, periods, planned
from services.doors import Doors
from services.models import Model
from services.months import Month
from solver.result import Roster
from solver.roster import roster
from store import assignments, history, rosters
from store.database import WriteSession
from store.tables.enums import Stage

SEED: Final = 7
SECONDS: Final = 6
"""CP-SAT's deterministic seconds: the same wherever it runs."""
_FORMING, _PLANNING = "forming trips", "planning the roster with CP-SAT"


@dataclass(frozen=True, slots=True)
class Rostered:
    """What was planned: ``seats`` are crew members on flights, ``open_seats`` those that nobody fills legally."""

    model_hash: str
    rulebook_hash: str
    trips: int
    flights: int
    seats: int
    open_seats: tuple[dict[str, Any], ...]
    unenforced: tuple[str, ...] = ()
    """Hard rules that the solver does not enforce yet: such a schedule is a demonstration, and is not published."""


async def roster_month(
    doors: Doors,
    claims: Claims,
    airline: str,
    month: Month,
    *,
    seed: int = SEED,
    seconds: int = SECONDS,
    progress: Progress | None = None,
    demonstration: bool = False,
) -> Rostered:
    """Solves the month anew and publishes the roster, with the model's hash and the Rulebook it was made with.

    Trips of other months stand; those of this month that are not made again are taken out (their versions stay).
    ``RefusedError`` names a hard rule that the solver cannot enforce. A ``demonstration`` goes on without such rules:
    its schedule is on record with their codes, never as PUBLISHED: nobody is told of it.
    """
    airline_id, asked = await models.asked(doors, claims, airline, month, demonstration=demonstration)
    if not asked.problem.flights or not asked.problem.crew:
        raise NotFoundError(f"{airline} has no flights or no crew in {month[0]:%Y-%m}: load the month first.")
    solved = await _solved(asked, seed, seconds, progress or Silent(), demonstration)
    left_open = planned.open_seats(asked.problem, solved)
    async with doors.database.writing(claims) as session:
        await history.because(session, "solver", f"{'demonstration ' * demonstration}roster of {month[0]:%Y-%m}")
        now = doors.settings.minute()
        roster_id = await _record(session, airline_id, month, asked, solved, left_open, now)
        frames = planned.frames(airline_id, solved)
        await _put(session, airline_id, month, frames, roster_id, None if solved.unenforced else now)
    return Rostered(
        solved.model_hash,
        solved.rulebook,
        len(solved.trips),
        len({seat.flight_id for seat in solved.assignments}),
        len(solved.assignments),
        tuple(left_open),
        solved.unenforced,
    )


async def _solved(asked: Model, seed: int, seconds: int, progress: Progress, demonstration: bool) -> Roster:
    steps = _Steps(progress)
    try:
        return await asyncio.to_thread(
            roster,
            asked.problem,
            asked.rulebook,
            seed=seed,
            seconds=seconds,
            progress=steps.told,
            demonstration=demonstration,
        )
    finally:
        steps.finish()


class _Steps:
    """The solver's steps as bars: its first word is that the trips are formed, and how much is left to do."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._bar, self._done = progress, progress.task(_FORMING), 0

    def told(self, done: int, total: int) -> None:
        if self._done == 0:
            self._bar.finish()
            self._bar = self._progress.task(_PLANNING, total)
        self._bar.advance(done - self._done)
        self._done = done

    def finish(self) -> None:
        self._bar.finish()


async def _record(
    session: WriteSession,
    airline_id: UUID,
    month: Month,
    asked: Model,
    solved: Roster,
    left_open: list[dict[str, Any]],
    now: int,
) -> UUID:
    return await rosters.add(
        session,
        airline_id,
        await periods.ensure(session, airline_id, month),
        asked.rulebook,
        model_hash=solved.model_hash,
        seed=solved.seed,
        open_seats=sum(seat["seats"] for seat in left_open),
        solved_with=f"OR-Tools CP-SAT {version('ortools')}",
        metrics={"open": left_open} | _standing(solved, now),
    )


def _standing(solved: Roster, now: int) -> dict[str, Any]:
    """When the crew were told; of a demonstration nobody is, and the rules that it leaves out are on record."""
    if solved.unenforced:
        return {"demonstration": True, "unenforced": list(solved.unenforced)}
    return {"told_at": now}


async def _put(
    session: WriteSession, airline_id: UUID, month: Month, frames: planned.Frames, roster_id: UUID, told_at: int | None
) -> None:
    """Puts the roster's trips in place of those that the month had: published, or awarded where nobody is told."""
    trips, duties, seats = frames
    stage = Stage.AWARDED if told_at is None else Stage.PUBLISHED
    before = await books.around(session, airline_id, month)
    others = before.without_trips(before.reporting_in(month)).duties["trip_id"]
    await assignments.put_trips(
        session, airline_id, trips, duties, seats, stage=stage, told_at=told_at, roster_id=roster_id
    )
    zones = before.crew["zone"].unique()
    first, last = (
        edge(clock.midnight(day, zone) for zone in zones) for edge, day in zip((min, max), month, strict=True)
    )
    await assignments.drop_others(session, airline_id, first, last, pl.concat([trips["trip_id"], others]))
