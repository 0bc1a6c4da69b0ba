"""What the planner has fixed stands as it was fixed."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from domain.clock import hours
from domain.judgement import Finding
from domain.schedules.schedule import AircraftLock, CrewLock, FreeLock, Lock
from domain.timelines.events import Kind
from legality.schedule.closed import Closed
from legality.schedule.moments import Ride, Whole
from legality.schedule.succession import impossible

LOCK: Final = "lock"


def lock_findings(whole: Whole) -> Iterator[Finding]:
    """Each lock that the schedule does not keep."""
    worked = _worked(whole)
    for lock in whole.schedule.locks:
        yield from _broken(lock, whole, worked)


def _worked(whole: Whole) -> dict[str, Closed]:
    """When those who have a lock to stay free are on duty or reserve."""
    free = {lock.crew for lock in whole.schedule.locks if isinstance(lock, FreeLock)}
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for member in whole.schedule.crew:
        if member.id in free:
            events = (event for event in member.timeline.events if event.kind is not Kind.REST)
            found[member.id] = [(event.start, event.finish) for event in events]
    return {crew: Closed(stretches) for crew, stretches in found.items()}


def _broken(lock: Lock, whole: Whole, worked: dict[str, Closed]) -> Iterator[Finding]:
    match lock:
        case CrewLock():
            if Ride(lock.crew, lock.deadhead) not in whole.rides.get(lock.flight, ()):
                told = "riding" if lock.deadhead else "operating"
                message = f"{lock.crew} is locked to {lock.flight}, {told} it, and is not."
                yield impossible(lock.crew, lock.flight, LOCK, 0, message, "assignments", 1)
        case AircraftLock():
            if whole.flights[lock.flight].aircraft != lock.aircraft:
                message = f"{lock.aircraft} is locked to {lock.flight}, which has"
                message += f" {whole.flights[lock.flight].aircraft or 'none'}."
                yield impossible("", lock.flight, LOCK, 0, message, "assignments", 1)
        case FreeLock():
            if busy := worked[lock.crew].inside(lock.start, lock.end):
                message = f"{lock.crew} is locked to stay free and works for {hours(busy)} of it."
                yield impossible(lock.crew, lock.id, LOCK, busy, message)
