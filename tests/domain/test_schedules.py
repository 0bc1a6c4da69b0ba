"""Written schedules: what is read, and what is refused with the path to it."""

import json
from datetime import date
from typing import Any

import pytest

from domain.crew import Position
from domain.errors import InputError
from domain.regime import Regime
from domain.schedules.reading import MOST, MOST_BYTES, read, read_value
from domain.schedules.schedule import Flight, FreeLock, Paper
from domain.timelines.events import Fdp
from domain.timelines.timeline import Law
from tests.legality.schedules import GONE, TEXT, changed

Changes = dict[str, Any]
LATE = "2026-06-10T23:00Z"


def test_a_schedule_is_read_as_written() -> None:
    schedule = read(TEXT)
    assert (schedule.regime, schedule.first, schedule.last) == (Regime.FAA, date(2026, 6, 1), date(2026, 6, 30))
    first = schedule.flights[0]
    assert first == Flight("f1", "XP1", "HVN", "MCO", first.out, first.out + 180, aircraft="N1")
    captain, attendant = schedule.crew[0], schedule.crew[4]
    assert captain.papers[1] == Paper("MEDICAL", date(2026, 12, 31))
    assert (captain.credit, captain.hired) == ({date(2026, 6, 1): 4800}, None)
    (duty,) = captain.timeline.events
    assert isinstance(duty, Fdp)
    assert [(leg.flight_id, leg.deadhead) for leg in duty.legs] == [("f1", False), ("f2", False), ("f3", False)]
    assert (captain.timeline.law, attendant.timeline.law) == (Law.FAA_117, Law.FAA_121_467)
    assert attendant.timeline.crew.position is Position.FLIGHT_ATTENDANT
    assert isinstance(schedule.locks[2], FreeLock)


def test_json_and_yaml_say_the_same() -> None:
    assert read(json.dumps(changed({}))) == read(TEXT)


@pytest.mark.parametrize(
    ("told", "acclimated"),
    [({}, "HVN"), ({"crew.c1.acclimated_to": None}, None), ({"crew.c1.acclimated_to": "LAX"}, "LAX")],
)
def test_who_does_not_say_is_acclimated_to_the_base(told: Changes, acclimated: str | None) -> None:
    assert read_value(changed(told)).crew[0].timeline.crew.acclimated_to == acclimated


def test_duties_and_their_flights_come_in_time_order() -> None:
    call = {"kind": "SHORT_CALL", "start": "2026-06-08T10:00Z", "end": "2026-06-08T20:00Z"}
    member = read_value(changed({"crew.c1.events.c1d1.flights": ["f3", "f1"], "crew.c1.events.+": call})).crew[0]
    assert [event.id for event in member.timeline.events] == ["crew[0].events[1]", "c1d1"]
    duty = member.timeline.events[1]
    assert isinstance(duty, Fdp)
    assert [leg.flight_id for leg in duty.legs] == ["f1", "f3"]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"fleet": []}, "fleet: there is no such key here"),
        ({"regime": "CAR"}, "regime: use FAA, EASA"),
        ({"period": GONE}, "period: it is missing"),
        ({"period.first": "2026-6-1"}, "period.first: '2026-6-1' is no day"),
        ({"period.last": "2026-05-31"}, "period.last: it is before the first day"),
        ({"period.last": "2027-06-02"}, "period: it has 367 days and may have 366"),
        ({"flights.f1.out": "2026-06-10T12:00"}, "flights[0].out: 2026-06-10T12:00 has no offset"),
        ({"flights.f1.in": "2026-06-10T12:00Z"}, "flights[0].in: 2026-06-10T12:00Z is not after out"),
        ({"flights.f1.to": "XXX"}, "flights[0].to: There is no airport 'XXX'"),
        ({"flights.f1.aircraft": "N9"}, "flights[0].aircraft: there is no aircraft N9"),
        ({"flights.f2.id": "f1"}, "flights[1].id: flights[0] is called f1 too"),
        ({"aircraft.N1.maintenance.m1.id": "f2"}, "aircraft[0].maintenance[0].id: flights[1] is called f2 too"),
        ({"aircraft.+": {"id": "N1", "type": "A320"}}, "aircraft[1].id: aircraft[0] is called N1 too"),
        ({"slots.s2.id": "s1"}, "slots[1].id: slots[0] is called s1 too"),
        ({"locks.l2.id": "l1"}, "locks[1].id: locks[0] is called l1 too"),
        ({"crew.c1.hired": "in May"}, "crew[0].hired: 'in May' is no day"),
        ({"crew.c1.base": "QQQ"}, "crew[0].base: There is no airport 'QQQ'"),
        ({"crew.c1.events.c1d1.report": "2026-06-10T11:00"}, "events[0].report: 2026-06-10T11:00 has no offset"),
        ({"crew.c1.events.c1d1.flights": ["f1", {"flight": "f1", "deadhead": True}]},
         "crew[0].events[0].flights[1]: f1 stands in this duty before"),
        ({"crew.c1.papers.MEDICAL.valid_from": "2027-01-01"}, "crew[0].papers[1].valid_through: it is before"),
        ({"flights.f1.arrival_slot": "s9"}, "flights[0].arrival_slot: there is no slot s9"),
        ({"flights.f1.arrival_slot": "s1"}, "s1 is a slot for ARRIVAL at LGA, not for ARRIVAL at MCO"),
        ({"slots.s1.movement": "TAXI"}, "slots[0].movement: use DEPARTURE, ARRIVAL"),
        ({"aircraft.N1.endurance": 6.5}, "aircraft[0].endurance: write a whole number"),
        ({"aircraft.N1.maintenance.m1.start": "2026-06-12T00:00Z"}, "aircraft[0].maintenance[0].end: "),
        ({"crew.c1.position": "GROUND"}, "crew[0].position: use CAPTAIN, FIRST_OFFICER, FLIGHT_ATTENDANT"),
        ({"crew.c2.id": "c1"}, "crew[1].id: crew[0] is called c1 too"),
        ({"crew.c1.credit": {"2026-13": 1}}, "'2026-13' is no month"),
        ({"crew.c1.papers.MEDICAL.valid_through": "soon"}, "crew[0].papers[1].valid_through: 'soon' is no day"),
        ({"crew.c1.leave.0.end": "2026-06-19T00:00Z"}, "crew[0].leave[0].end: "),
        ({"crew.c1.unavailable.0.end": "2026-06-19T00:00Z"}, "crew[0].unavailable[0].end: "),
        ({"crew.c1.events.c1d1.kind": "FLY"}, "crew[0].events[0].kind: use FDP, SHORT_CALL"),
        ({"crew.c1.events.c1d1.legs": []}, "crew[0].events[0].legs: there is no such key here"),
        ({"crew.c1.events.c1d1.flights": []}, "crew[0].events[0].flights: "),
        ({"crew.c1.events.c1d1.flights": ["f9"]}, "crew[0].events[0].flights[0]: there is no flight f9"),
        ({"crew.c1.events.c1d1.release": "2026-06-10T10:00Z"}, "crew[0].events[0].release: "),
        ({"crew.c2.events.c2d1.id": "c1d1"}, "crew[1].events[0].id: crew[0].events[0] is called c1d1 too"),
        ({"flights.f1.other_carrier": True}, "crew[0].events[0].flights[0]: f1 is another carrier's"),
        ({"crew.c1.events.+": {"kind": "REST", "start": LATE, "end": "2026-06-10T22:00Z"}}, "crew[0].events[1].end: "),
        ({"crew.c1.history": {"last_30h_rest_ended": LATE}}, "crew[0].history.last_30h_rest_ended: "),
        ({"locks.l1.kind": "SEAT"}, "locks[0].kind: use CREW, AIRCRAFT, FREE"),
        ({"locks.l1.crew": "c9"}, "locks[0].crew: there is no crew member c9"),
        ({"locks.l2.aircraft": "N9"}, "locks[1].aircraft: there is no aircraft N9"),
        ({"locks.l3.end": "2026-06-01T00:00Z"}, "locks[2].end: "),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_path(changes: Changes, says: str) -> None:
    with pytest.raises(InputError) as refused:
        read_value(changed(changes))
    assert says in str(refused.value)


@pytest.mark.parametrize(
    ("text", "says"), [("[1]", "the top: write keys and values"), ("{", "no JSON"), ("a: *x", "no aliases")]
)
def test_a_text_that_is_no_schedule_is_refused(text: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read(text)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"flights": [{}] * (MOST + 1)}, "flights: there are 200,001 and may be 200,000"),
        ({"crew": [{"events": [{}] * 10_001}]}, r"crew\[0\].events: there are 10,001 and may be 10,000"),
    ],
)
def test_too_much_is_refused_before_it_is_looked_at(value: Any, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read_value(value)


def test_too_large_a_text_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(InputError, match="more than 100 MB"):
        read(b"x" * (MOST_BYTES + 1))
