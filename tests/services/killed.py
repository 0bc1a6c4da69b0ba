"""Programs that work on a pay run and are killed, as by kill -9, at one moment of it."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from domain.claims import Claims
from servers.progress import Silent, Task
from services import paying, runwork
from store import rows, runparts, runs
from store.database import Database
from store.tables import PayRunRow

STAGES: Final = (
    "a part is taken",
    "its lines are written and not committed",
    "two parts are done",
    "all parts are done",
    "the flip is written and not committed",
)
LIVE: Final = "the run is live"


def run_until(url: str, claims: Claims, run_id: UUID, stage: str) -> int | None:
    """The exit code of a program that works on a run and is killed at a stage: -9."""
    process = multiprocessing.get_context("spawn").Process(target=_work, args=(url, claims, run_id, stage))
    process.start()
    process.join(120)
    return process.exitcode


def _work(url: str, claims: Claims, run_id: UUID, stage: str) -> None:
    asyncio.run(_paid(url, claims, run_id, stage))


async def _paid(url: str, claims: Claims, run_id: UUID, stage: str) -> None:
    database = Database(url)
    async with database.reading(claims) as session:
        run = await rows.one(session, PayRunRow, run_id)
    die: Callable[..., Any] = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)  # noqa: E731
    match stage:
        case "a part is taken":
            runwork.worked_out = die
        case "its lines are written and not committed":
            runparts._conclude = die
        case "all parts are done":
            runs.flip = die
        case "the flip is written and not committed":
            runs._noted = die
    await paying.carry_out(database, claims, run, _Watch(stage, die), 1)
    die()


class _Watch(Silent):
    """Kills the program when two parts are done, at that stage."""

    def __init__(self, stage: str, die: Callable[..., Any]) -> None:
        self._stage, self._die, self._done = stage, die, 0

    def task(self, name: str, total: int | None = None) -> Task:
        return self

    def advance(self, steps: int = 1) -> None:
        self._done += 1
        if self._done == 2 and self._stage == "two parts are done":
            self._die()

    def finish(self) -> None:
        pass
