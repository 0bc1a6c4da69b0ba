"""What is recorded while a part of a run is read: the part has all of it, or nothing of it."""

from collections.abc import Sequence
from datetime import timedelta
from types import ModuleType
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text

from servers.progress import Silent
from services import paying
from services.airlines import OPERATOR
from services.doors import Doors
from services.months import Month
from store import absences, assignments, runparts, runs
from store.runs import NewRun
from store.tables.enums import Stage
from tests.payroll.books import book, rule
from tests.store.sample import END, NOW, START, Sample, put_roster, small_airline

MONTH: Month = START, END + timedelta(days=1)
RATES = [{"position": place, "years": 0, "rate": "90.00"} for place in ("CAPTAIN", "FIRST_OFFICER")]
TERMS = book(
    [
        (rule("RATE", {"type": "hourly_rate", "steps": RATES}), "any_period"),
        (rule("CREDIT", {"type": "leg_credit", "basis": "actual"}), "any_flight"),
    ],
    start=MONTH[0],
    end=MONTH[1],
)
LATER = (
    "UPDATE crew_members SET position = 'FLIGHT_ATTENDANT' WHERE airline_id = :airline",
    "UPDATE duties SET actual_release = actual_release + interval '40 minutes' WHERE airline_id = :airline",
    "UPDATE flights SET actual_arrival = actual_arrival + interval '40 minutes' WHERE airline_id = :airline",
    "INSERT INTO holidays (airline_id, day, name) SELECT :airline, start_date, 'Late' FROM pay_periods"
    " WHERE airline_id = :airline",
)
"""One correction of many facts, in one transaction."""
READS = [(assignments, "duties"), (assignments, "legs"), (absences, "days"), (absences, "holidays")]


async def _correct(doors: Doors, airline_id: UUID) -> None:
    async with doors.database.writing(OPERATOR) as session:
        for statement in LATER:
            await session.execute(text(statement), {"airline": airline_id})


async def _paid(doors: Doors, sample: Sample) -> dict[str, Sequence[Any]]:
    """The month worked out in one part: what the part kept of each of its inputs."""
    new = NewRun(sample.airline, sample.period, TERMS, [[sample.captain, sample.officer]], paying.ENGINE, NOW)
    async with doors.database.writing(OPERATOR) as session:
        run = await runs.begin(session, new)
    await paying.carry_out(doors.database, OPERATOR, run, Silent(), 1)
    async with doors.database.reading(OPERATOR) as session:
        kept = await runparts.origins(session, run.id, 1)
    return {name: frame.rows() for name, frame in kept.inputs.items()}


@pytest.mark.parametrize(("room", "read"), READS, ids=[read for _, read in READS])
async def test_a_part_reads_its_facts_as_they_stood_at_one_moment(
    doors: Doors, room: ModuleType, read: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A correction that is recorded between two of its reads is in none of them; the next run has all of it."""
    sample, reading = await small_airline(doors.database, f"S{read[:2]}"), getattr(room, read)
    async with doors.database.writing(OPERATOR) as session:
        await put_roster(session, sample, Stage.FLOWN)
    before = await _paid(doors, sample)

    async def meanwhile(*asked: Any) -> Any:
        monkeypatch.undo()
        await _correct(doors, sample.airline)
        return await reading(*asked)

    monkeypatch.setattr(room, read, meanwhile)
    assert await _paid(doors, sample) == before
    after = await _paid(doors, sample)
    assert [name for name in ("crew", "duties", "legs") if after[name] == before[name]] == []
    assert ("holidays" in after, "holidays" in before) == (True, False)
