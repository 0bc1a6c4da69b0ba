"""Programs beside this one that work on the parts of one pay run."""

import asyncio
import multiprocessing
import os
from multiprocessing.context import SpawnProcess
from typing import Final
from uuid import UUID

from sqlalchemy import URL

from domain.claims import Claims
from domain.errors import UnavailableError
from services.runwork import Desk
from store.database import Database

_THREADS: Final = "POLARS_MAX_THREADS"


async def together(url: URL, claims: Claims, run_id: UUID, count: int) -> None:
    """So many processes take the run's parts until there are none; each has its share of the processors.

    ``UnavailableError`` where one of them stopped before its end: its part was not written, and can be taken again.
    """
    share = str(max(1, (os.cpu_count() or 1) // count))
    before = os.environ.get(_THREADS)
    os.environ[_THREADS] = share  # it is read when the frames' library is loaded
    try:
        workers = [_started(url.render_as_string(hide_password=False), claims, run_id) for _ in range(count)]
    finally:
        os.environ.pop(_THREADS) if before is None else os.environ.update({_THREADS: before})
    try:
        await asyncio.gather(*(asyncio.to_thread(worker.join) for worker in workers))
    except asyncio.CancelledError:
        for worker in workers:
            worker.terminate()
        raise
    if stopped := [worker.exitcode for worker in workers if worker.exitcode]:
        raise UnavailableError(f"A worker of the run stopped ({stopped[0]}): run the pay again, and it goes on.")


def _started(url: str, claims: Claims, run_id: UUID) -> SpawnProcess:
    worker = multiprocessing.get_context("spawn").Process(target=_work, args=(url, claims, run_id), daemon=True)
    worker.start()
    return worker


def _work(url: str, claims: Claims, run_id: UUID) -> None:
    asyncio.run(_parts(url, claims, run_id))


async def _parts(url: str, claims: Claims, run_id: UUID) -> None:
    """Ends when there is nothing left to take, or when the program that began the run is gone."""
    database = Database(url)
    try:
        desk = await Desk.of(database, claims, run_id)
        await desk.work(_while_parent)
    finally:
        await database.close()


def _while_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None and not parent.is_alive():
        raise SystemExit(1)
