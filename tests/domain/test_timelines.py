"""The reader of written timelines: what it takes, and what it refuses with the path to it."""

import json
from typing import Any

import pytest

from domain.clock import to_iso
from domain.errors import InputError
from domain.timelines.events import Fdp, LongCall, Rest
from domain.timelines.reading import MOST_BYTES, MOST_EVENTS, read, read_value
from domain.timelines.timeline import AcclimatedClock, Law

FULL = """
regime: FAA_117
crew: {id: X1, position: CAPTAIN, base: HVN, acclimated_to: null, last_acclimated_to: HVN}
policy: {acclimated_clock: home_base, frm: false}
events:
  - {kind: REST, start: 2026-06-09T10:00Z, end: 2026-06-10T10:00Z, sleep_opportunity: 480,
     interrupted: {at: 2026-06-09T20:00Z, until: 2026-06-09T20:05Z, by: CREW},
     contact_window: {start: 2026-06-10T01:00Z, end: 2026-06-10T02:00Z}}
  - kind: FDP
    id: d1
    at: HVN
    report: 2026-06-10T06:00-04:00
    scheduled_end: 2026-06-10T22:00Z
    end: 2026-06-10T22:15Z
    release: "2026-06-10T22:45:00Z"
    legs:
      - {from: HVN, to: MCO, out: 2026-06-10T11:00Z, in: 2026-06-10T14:00Z, diversion: true}
      - {from: MCO, to: HVN, out: 2026-06-10T15:00Z, in: 2026-06-10T22:15Z, flight: XP12, ferry: true}
    augmented: {pilots: 3, rest_facility: 1, landing_pilot_rest: 120, monitoring_pilot_rest: 90}
    accommodation:
      - {arrive: 2026-06-10T14:20Z, leave: 2026-06-10T14:50Z, suitable: true, planned_before_fdp: true}
    extension: {phase: AFTER_TAKEOFF, pic_concurs: true, unforeseen: true}
    emergency: GOVERNMENT_CONTRACT
  - {kind: LONG_CALL, start: 2026-06-11T10:00Z, end: 2026-06-12T10:00Z, notified_at: 2026-06-12T08:00Z}
  - {kind: SHORT_CALL, start: 2026-06-13T10:00Z, end: 2026-06-13T20:00Z}
  - {kind: AIRPORT_STANDBY, start: 2026-06-14T10:00Z, end: 2026-06-14T12:00Z}
  - {kind: DEADHEAD, from: HVN, to: MCO, start: 2026-06-15T10:00Z, end: 2026-06-15T13:00Z}
  - {kind: DUTY, task: SIMULATOR, start: 2026-06-16T10:00Z, end: 2026-06-16T14:00Z}
history:
  flight_672h: 5400
  last_30h_rest_ended: 2026-06-08T10:00Z
  consecutive_wocl_fdps: 2
  ledger:
    - {kind: FDP, start: 2026-06-01T10:00Z, end: 2026-06-01T18:00Z, flight_minutes: 300, carrier: ZZ}
"""


def plain(**changes: Any) -> dict[str, Any]:
    """A small timeline; ``changes`` to its only event."""
    event = {"kind": "FDP", "id": "d1", "at": "HVN", "report": "2026-06-10T10:00Z", "end": "2026-06-10T20:00Z"}
    return {
        "regime": "FAA_117",
        "crew": {"id": "X1", "position": "CAPTAIN", "base": "HVN", "acclimated_to": "HVN"},
        "events": [event | {"segments": 2, "flight_minutes": 240} | changes],
    }


def leg(out: str, into: str, **more: Any) -> dict[str, Any]:
    return {"from": "HVN", "to": "MCO", "out": f"2026-06-10T{out}Z", "in": f"2026-06-10T{into}Z"} | more


def flown(*legs: dict[str, Any]) -> dict[str, Any]:
    value = plain(legs=list(legs))
    del value["events"][0]["segments"], value["events"][0]["flight_minutes"]
    return value


def test_everything_that_the_format_has_is_read() -> None:
    found = read(FULL)
    rest, duty, call = found.events[:3]
    assert isinstance(rest, Rest)
    assert isinstance(duty, Fdp)
    assert isinstance(call, LongCall)
    assert [event.kind for event in found.events][3:] == ["SHORT_CALL", "AIRPORT_STANDBY", "DEADHEAD", "DUTY"]
    assert (found.law, found.policy.acclimated_clock, found.policy.frm) == (
        Law.FAA_117,
        AcclimatedClock.HOME_BASE,
        False,
    )
    assert (duty.id, call.id, to_iso(duty.report), to_iso(duty.release)) == (
        "d1",
        "events[2]",
        "2026-06-10T10:00Z",
        "2026-06-10T22:45Z",
    )
    assert [(flight.flight_number, flight.diversion, flight.ferry) for flight in duty.legs] == [
        ("HVN-MCO", True, False),
        ("XP12", False, True),
    ]
    assert rest.interrupted is not None
    assert (rest.interrupted.by, found.history.ledger[0].carrier, found.crew.acclimated_to) == ("CREW", "ZZ", None)


def test_json_yaml_bytes_and_values_say_the_same() -> None:
    value = plain()
    assert read(json.dumps(value)) == read(json.dumps(value).encode()) == read_value(value)
    assert read(json.dumps(value).replace('"', "")) == read_value(value)


def test_what_is_left_out_has_its_default() -> None:
    (event,) = read_value(plain()).events
    assert isinstance(event, Fdp)
    assert (event.release, event.scheduled_end, event.augmented, event.outside_48_states) == (
        event.end,
        None,
        None,
        False,
    )


def test_equal_edges_touch_and_do_not_overlap() -> None:
    value = plain()
    value["events"].append({"kind": "SHORT_CALL", "start": "2026-06-10T20:00Z", "end": "2026-06-10T20:00Z"})
    assert len(read_value(value).events) == 2


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("no offset", plain(report="2026-06-10T10:00"), "events[0].report: 2026-06-10T10:00 has no offset"),
    ("a date", plain(report="2026-06-10"), "events[0].report: '2026-06-10' is no instant"),
    ("a number", plain(report=29684760), "events[0].report: '29684760' is no instant"),
    ("no such day", plain(report="2026-02-29T10:00Z"), "events[0].report: '2026-02-29T10:00Z' is no instant"),
    (
        "seconds",
        plain(report="2026-06-10T10:00:01Z"),
        "2026-06-10T10:00:01Z is not on a whole minute",
    ),
    ("an odd offset", plain(report="2026-06-10T10:00+01:00:30"), "is not on a whole minute"),
    ("long ago", plain(report="0001-01-01T00:00Z"), "outside the years"),
    ("end before start", plain(end="2026-06-10T09:59Z"), "events[0].end: 2026-06-10T09:59Z is before report"),
    ("release before end", plain(release="2026-06-10T19:59Z"), "events[0].release"),
    ("planned end before report", plain(scheduled_end="2026-06-10T09:00Z"), "events[0].scheduled_end"),
    ("unknown key", plain(flown=3), "events[0].flown: there is no such key here"),
    ("unknown airport", plain(at="QQQ"), "events[0].at: There is no airport 'QQQ'"),
    ("unknown kind", plain(kind="NAP"), "events[0].kind: use FDP, SHORT_CALL"),
    ("no kind", {**plain(), "events": [{"id": "d1"}]}, "events[0]: it has no kind"),
    ("a broken number", plain(segments=2.5), "events[0].segments: write a whole number"),
    ("yes is no boolean", plain(outside_48_states="yes"), "events[0].outside_48_states: write true or false"),
    ("a key too few", {**plain(), "crew": {"id": "X"}}, "crew.position: it is missing"),
    ("no list", {**plain(), "events": {}}, "events: write a list"),
    ("unknown top key", {**plain(), "event": []}, "event: there is no such key here"),
    ("unknown regime", {**plain(), "regime": "FAA_135"}, "regime: use FAA_117, FAA_121_467, EASA_FTL"),
    ("a pilot under 121.467", {**plain(), "regime": "FAA_121_467"}, "crew.position"),
    ("no flights", plain(segments=None), "events[0].segments: it is missing"),
    ("nowhere", plain(at=None), "events[0].at: it is missing"),
    ("more flying than duty", plain(flight_minutes=601), "events[0].flight_minutes: it is longer"),
    ("both legs and their count", plain(legs=[leg("11:00", "12:00")]), "events[0]: give legs, or segments"),
    ("no legs", plain(legs=[]), "events[0].legs"),
    (
        "leg ends before it begins",
        flown(leg("12:00", "11:00")),
        "events[0].legs[0].in: 2026-06-10T11:00Z is before out",
    ),
    ("leg before the report", flown(leg("09:00", "11:00")), "events[0].legs[0].out"),
    ("legs overlap", flown(leg("11:00", "13:00"), leg("12:59", "14:00")), "events[0].legs[1].out"),
    (
        "a leg from where nobody is",
        flown(leg("11:00", "12:00"), leg("13:00", "14:00")),
        "events[0].legs[1].from: it leaves from HVN, and the leg before it arrives at MCO",
    ),
    (
        "a report far from the first leg",
        flown(leg("11:00", "12:00", **{"from": "MCO", "to": "HVN"})),
        "events[0].legs[0].from: it leaves from MCO, and the duty begins at HVN",
    ),
    (
        "called before the short call",
        plain()
        | {
            "events": [
                {
                    "kind": "SHORT_CALL",
                    "start": "2026-06-10T10:00Z",
                    "end": "2026-06-10T12:00Z",
                    "notified_at": "2026-06-10T09:59Z",
                }
            ]
        },
        "events[0].notified_at: it is not within the short call",
    ),
    ("lands after the end", flown(leg("11:00", "20:01")), "events[0].legs[0].the end of the flight duty period"),
    ("unknown airport of a leg", flown(leg("11:00", "12:00", to="XXQ")), "events[0].legs[0].to: There is no airport"),
    (
        "accommodation left before reached",
        plain(accommodation=[{"arrive": "2026-06-10T14:00Z", "leave": "2026-06-10T13:00Z"}]),
        "events[0].accommodation[0].leave",
    ),
    (
        "two events of one name",
        {**plain(), "events": plain()["events"] + plain(report="2026-06-11T10:00Z", end="2026-06-11T11:00Z")["events"]},
        "events[1].id: events[0] is called d1 too",
    ),
    (
        "overlap",
        {
            **plain(),
            "events": [
                *plain()["events"],
                *plain(id="d2", report="2026-06-10T19:59Z", end="2026-06-11T01:00Z")["events"],
            ],
        },
        "events[1].report: 2026-06-10T19:59Z is before the end of the event before it (2026-06-10T20:00Z)",
    ),
    (
        "a past that is not over",
        plain() | {"history": {"ledger": [{"kind": "FDP", "start": "2026-06-10T00:00Z", "end": "2026-06-10T10:01Z"}]}},
        "history.ledger[0].the first event",
    ),
    ("a past in the future", plain() | {"history": {"last_30h_rest_ended": "2026-06-11T00:00Z"}}, "history.last_30h"),
]


@pytest.mark.parametrize(
    ("name", "legs"),
    [
        ("by road from Newark to Kennedy", [("HVN", "EWR", {}), ("JFK", "HVN", {})]),
        ("a diverted flight carries on from elsewhere", [("HVN", "MCO", {"diversion": True}), ("TPA", "MCO", {})]),
        ("a report across the city", [("JFK", "MCO", {})]),
    ],
)
def test_legs_that_may_join_are_read(name: str, legs: list[tuple[str, str, dict[str, Any]]]) -> None:
    told = [
        leg(f"{11 + n}:00", f"{11 + n}:50", **{"from": start, "to": end} | more)
        for n, (start, end, more) in enumerate(legs)
    ]
    (event,) = read_value(flown(*told)).events
    assert isinstance(event, Fdp)
    assert [(one.origin, one.destination) for one in event.legs] == [(start, end) for start, end, _ in legs]


@pytest.mark.parametrize(("name", "value", "says"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_what_cannot_be_read_is_refused_with_its_path(name: str, value: dict[str, Any], says: str) -> None:
    with pytest.raises(InputError) as refused:
        read_value(value)
    assert says in str(refused.value)
    with pytest.raises(InputError) as written:
        read(json.dumps(value))
    assert str(written.value) == str(refused.value)


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("nothing", "", "0 documents"),
        ("two", "a: 1\n---\nb: 2", "2 documents"),
        ("a list", "[1]", "the top: write keys and values"),
        ("broken JSON", '{"regime": [}', "Line 1: this is no JSON"),
        ("broken YAML", "a: [1\nb: 2", "no YAML"),
        ("a key twice in YAML", "regime: FAA_117\nregime: EASA_FTL", "The key regime stands twice"),
        ("a key twice in JSON", '{"regime": 1, "regime": 2}', "The key regime stands twice"),
        ("an alias", "a: &x [1]\nb: *x", "Line 2: there are no aliases"),
        ("a tag", "a: !!python/object:os.system x", "the tag"),
        ("deep YAML", "[" * 100_000, "nested too deep"),
        ("deep JSON", '{"a":' * 100_000, "nested too deep"),
        ("long number", '{"a": ' + "1" * 5_000 + "}", "too many digits"),
        ("deep indents", "- " * 5_000, "nested too deep"),
        ("not UTF-8", b"\xff\xfe\x00", "no UTF-8"),
        ("a clock as YAML 1.1 would read it", "regime: 12:30", "regime: use FAA_117"),
    ],
)
def test_a_text_that_is_no_timeline_is_refused(name: str, text: str | bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read(text)


@pytest.mark.parametrize("text", ["events:\n" + " - {kind: DUTY}\n" * (MOST_EVENTS + 1), json.dumps(
    {"events": [{"kind": "DUTY"}] * (MOST_EVENTS + 1)})], ids=["yaml", "json"])  # fmt: skip
def test_too_many_events_are_refused_before_they_are_looked_at(text: str) -> None:
    with pytest.raises(InputError, match="more than 10,000"):
        read(text)


def test_too_large_a_text_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(InputError, match="more than 100 MB"):
        read(b"x" * (MOST_BYTES + 1))
