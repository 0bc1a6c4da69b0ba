"""What a trip was after each change of it: its duties, seats and flights, and what differs from one to the next."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from domain.clock import to_iso, to_minutes
from store.tables.enums import Change, Stage
from store.triphistory import Version

Content = Mapping[str, Any]
_TRIP: Final = ("stage", "planned_report", "planned_release")
_DUTY: Final = ("planned_report", "planned_release", "actual_report", "actual_release", "assigned_by")
_SEAT: Final = ("position", "operated_by_other", "added_after_report", "language")
_FLIGHT: Final = (
    *("origin_airport", "destination_airport", "aircraft_type", "scheduled_departure", "scheduled_arrival"),
    *("actual_departure", "actual_arrival", "landed_at", "gate_return", "delay_code", "status"),
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One fact of a trip that became another; an empty side: it was not there, or is not any more."""

    what: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.what}: {self.before or 'nothing'} -> {self.after or 'nothing'}"


@dataclass(frozen=True, slots=True)
class State:
    """A trip as it stood after a change: contents of rows; ``stages``: the trip as it last stood at each of them."""

    trip: Content
    duties: tuple[Content, ...]
    seats: tuple[tuple[Content, Content], ...]
    stages: Mapping[str, Content]

    @property
    def facts(self) -> dict[str, str]:
        """All that pay looks at, by name."""
        told = _named("trip", self.trip, _TRIP)
        for number, duty in enumerate(self.duties, 1):
            told |= _named(f"duty {number}", duty, _DUTY)
        for seat, flight in self.seats:
            day = minute(flight["scheduled_departure"], day=True)
            name = f"flight {flight['flight_number']} from {flight['origin_airport']} on {day}"
            told |= {name: "on it", **_named(name, seat, _SEAT), **_named(name, flight, _FLIGHT)}
        return told


@dataclass(frozen=True, slots=True)
class Step:
    """One change: who or which feed did it, when and why, the state after it, and what is otherwise than before.

    ``deed`` is the one of its versions (``store.triphistory``).
    """

    at: datetime
    feed: str
    by: UUID | None
    reason: str
    state: State
    differences: tuple[Difference, ...]
    deed: int


def steps(deeds: list[list[Version]], trip_id: UUID) -> list[Step]:
    """The changes of a trip, oldest first: from when it had a flight up to its end, though its last flight may have
    left it before; and only what changed a fact of it.
    """
    rows: dict[tuple[str, UUID], Content] = {}
    stages: dict[str, Content] = {}
    found: list[Step] = []
    for deed in deeds:
        for each in sorted(deed, key=lambda version: version.version):
            _apply(rows, stages, each)
        state = _state(rows, stages, trip_id)
        if state is None or not (state.seats or found):
            continue
        differences = tuple(_differences(found[-1].state.facts if found else {}, state.facts))
        if differences:
            last = max(deed, key=lambda version: version.recorded_at)
            found.append(Step(last.recorded_at, last.feed, last.changed_by, last.reason, state, differences, last.deed))
    return found


def minute(written: str, *, day: bool = False) -> str:
    """``2026-12-03T10:05Z`` of an instant as the record writes it; with ``day`` the date alone."""
    told = to_iso(at(written))
    return told[: len("2026-12-03")] if day else told


def at(written: str) -> int:
    """The UTC minute of an instant as the record writes it."""
    return to_minutes(datetime.fromisoformat(written))


def _apply(rows: dict[tuple[str, UUID], Content], stages: dict[str, Content], each: Version) -> None:
    if each.change is Change.DELETE:
        rows.pop(each.key, None)
        return
    rows[each.key] = each.content
    if each.noun == "trips" and each.content["stage"] != Stage.FLOWN:
        stages[each.content["stage"]] = each.content


def _state(rows: Mapping[tuple[str, UUID], Content], stages: Mapping[str, Content], trip_id: UUID) -> State | None:
    """None while there is no such trip."""
    trip = rows.get(("trips", trip_id))
    mine = [(noun, row) for (noun, _), row in rows.items() if row.get("trip_id") == str(trip_id)]
    seats = [row for noun, row in mine if noun == "crew_assignments"]
    aboard = [(seat, rows[key]) for seat in seats if (key := ("flights", UUID(seat["flight_id"]))) in rows]
    if trip is None:
        return None
    duties = sorted(
        (row for noun, row in mine if noun == "duties"), key=lambda row: (at(row["planned_report"]), row["id"])
    )
    aboard.sort(key=lambda pair: (at(pair[1]["scheduled_departure"]), pair[0]["id"]))
    return State(trip, tuple(duties), tuple(aboard), dict(stages))


def _differences(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Difference]:
    """In the order of the facts; of a flight that came or went only that."""
    names = [*after, *(name for name in before if name not in after)]
    whole = {
        name for name in names if name.startswith("flight") and (name in before) != (name in after) and ":" not in name
    }
    for name in names:
        if name.partition(":")[0] in whole and name not in whole:
            continue
        if before.get(name, "") != after.get(name, ""):
            yield Difference(name, before.get(name, ""), after.get(name, ""))


def _named(about: str, row: Content, names: tuple[str, ...]) -> dict[str, str]:
    return {f"{about}: {name.replace('_', ' ')}": _text(row.get(name)) for name in names}


def _text(value: object) -> str:
    if value is None:
        return ""
    return (
        minute(value)
        if isinstance(value, str) and len(value) > len("2026-12-03T") and value[4:5] == "-"
        else str(value)
    )
