"""How long a month's pay takes, from Postgres rows to stored statements: ``python -m benchmarks.pay_run [people …]``.

Prints, for each number of people, the assignments, the lines, seconds by the clock with so many processes, seconds of
the processors (crewlex and Postgres together: what others do on the machine does not count), and the most memory that
the processes of crewlex held together (that of Postgres is its own setting).
"""

import argparse
import asyncio
import resource
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import psutil
import psycopg

from benchmarks.pay_record import DUTIES, LEGS, MONTH, record
from benchmarks.peers.terms import contract
from domain.claims import Claims
from servers.options import Options
from servers.progress import Silent
from servers.supervisor import attached
from services.airlines import OPERATOR
from services.paying import ENGINE, PART, Paid, carry_out
from services.settings import settings
from store import airlines, crew, migrate, periods, runs
from store.database import Database
from store.runs import NewRun


def main(sizes: list[int], processes: int, size: int) -> None:
    """One line for each number of people, each an airline of its own in one database."""
    with tempfile.TemporaryDirectory() as home:
        options = Options(home=Path(home), cache=settings().cache_home, durable=False)
        with attached(options, Silent()) as addresses:
            migrate.upgrade(addresses.direct_url)
            for number, people in enumerate(sizes):
                record(addresses.direct_url, f"B{number}", people)
                with psycopg.connect(addresses.direct_url) as probe:
                    server = psutil.Process(probe.info.backend_pid).parent()
                assert server is not None
                before = _worked(server)
                seconds, paid = asyncio.run(_run(addresses.database_url, f"B{number}", OPERATOR, processes, size))
                print(
                    f"{people:>9,} crew {people * DUTIES * LEGS:>11,} assignments {paid.sum.lines:>11,} lines "
                    f"{seconds:>8.2f} s, {_worked(server) - before:>7.2f} s of the processors, "
                    f"{seconds / people * 1000:>6.2f} ms each, {processes} processes, {_memory(processes):>6,} MiB",
                    flush=True,
                )


async def _run(url: str, code: str, claims: Claims, processes: int, size: int) -> tuple[float, Paid]:
    database, book, last = Database(url), contract(), MONTH[1] - timedelta(days=1)
    try:
        async with database.writing(claims) as session:
            airline = (await airlines.by_code(session, code)).id
            period = await periods.ensure(session, airline, MONTH[0], last, MONTH[1])
        begun = time.perf_counter()
        async with runs.alone(database, claims, period):
            async with database.writing(claims) as session:
                people = await crew.on_books(session, airline, MONTH[0], last)
                parts = [people[start : start + size] for start in range(0, len(people), size)]
                run = await runs.begin(session, NewRun(airline, period, book, parts, ENGINE, settings().minute()))
            paid = await carry_out(database, claims, run, Silent(), processes)
        return time.perf_counter() - begun, paid
    finally:
        await database.close()


def _worked(server: psutil.Process) -> float:
    """Seconds of the processors that this program, its workers and the server have had so far."""
    ours = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    backends = [each.cpu_times() for each in server.children(recursive=True)]
    gone = server.cpu_times()
    theirs = gone.user + gone.system + gone.children_user + gone.children_system
    return (
        sum(each.ru_utime + each.ru_stime for each in ours) + theirs + sum(each.user + each.system for each in backends)
    )


def _memory(processes: int) -> int:
    """MiB: the most this process held, and the most one of its workers did for each of them."""
    own, child = (
        resource.getrusage(whose).ru_maxrss // 1024 for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own + child * processes * (processes > 1)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--part", type=int, default=PART)
    given = parser.parse_args()
    main(given.people, given.processes, given.part)
