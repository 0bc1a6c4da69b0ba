"""A whole schedule before the judge: each limit at the boundary minute, and every kind of fault found."""

from typing import Any

import pytest

from domain.judgement import Verdict
from domain.rules.limits import CrewComplement, MinimumConnection
from domain.rules.operations import Leave, TurnTime
from domain.rules.pay import Grain
from domain.rules.rule import Scenario
from domain.schedules.reading import read_value
from legality.schedule.judging import judge_schedule
from tests.legality.books import ANY_DUTY, book, rule
from tests.legality.schedules import GONE, changed, judge, judged, legal, of

Changes = dict[str, Any]
ANY_FLIGHT = Scenario(id="any_flight", title="t", category="c", grain=Grain.LEG, condition="TRUE")
MINE = {"id": "n2", "type": "B738", "at": "MCO", "endurance": 390}


def day(clock: str) -> str:
    """``10 1400``: the tenth of June 2026 at 14:00 UTC."""
    number, at = clock.split()
    return f"2026-06-{number}T{at[:2]}:{at[2:]}Z"


def work(start: str, end: str) -> Changes:
    return {"kind": "DUTY", "id": "w", "task": "ADMIN", "start": day(start), "end": day(end)}


def paper(**more: str) -> Changes:
    return {"paper": "MEDICAL", "valid_through": "2026-12-31", **more}


def tuned(first: str, second: str) -> Changes:
    """Two aircraft, so that a connection is no turn."""
    return {"aircraft.+": MINE, "flights.f2.aircraft": "n2", "flights.f3.aircraft": "n2", "locks.l2.aircraft": "n2",
            "flights.f1.in": day(first), "flights.f2.out": day(second)}  # fmt: skip


def flight(out: str, into: str, **more: str) -> Changes:
    return {"id": "g", "from": "MCO", "to": "HVN", "out": day(out), "in": day(into), "aircraft": "n2", **more}


LIMITS: list[tuple[str, str, Changes, list[tuple[str, int, int]]]] = [
    ("forty minutes are a turn", "OPS-TURN", {"flights.f1.in": day("10 1500")}, []),
    ("thirty-nine are not", "OPS-TURN", {"flights.f1.in": day("10 1501")}, [("f2", 40, 39)]),
    ("thirty minutes connect", "OPS-CONNECTION", tuned("10 1510", "10 1540"), []),
    ("twenty-nine do not", "OPS-CONNECTION", tuned("10 1511", "10 1540"), [(f"c{n}d1", 30, 29) for n in range(1, 6)]),
    ("in half an hour before maintenance", "OPS-MAINTENANCE",
     {"aircraft.N1.maintenance.m1.start": day("10 2110")}, []),
    ("a minute later", "OPS-MAINTENANCE", {"aircraft.N1.maintenance.m1.start": day("10 2109")}, [("f3", 0, 1)]),
    ("out half an hour after it", "OPS-MAINTENANCE",
     {"aircraft.N1.maintenance.m1": {"start": day("10 0800"), "end": day("10 1130")}}, []),
    ("a minute sooner", "OPS-MAINTENANCE",
     {"aircraft.N1.maintenance.m1": {"start": day("10 0800"), "end": day("10 1131")}}, [("f1", 0, 1)]),
    ("maintenance in flight", "OPS-MAINTENANCE",
     {"aircraft.N1.maintenance.m1": {"start": day("10 1300"), "end": day("10 1310")}}, [("f1", 0, 70)]),
    ("a quarter of an hour late for the slot", "OPS-SLOT", {"slots.s2.at": day("10 1935")}, []),
    ("sixteen minutes", "OPS-SLOT", {"slots.s2.at": day("10 1934")}, [("f3", 15, 16)]),
    ("sixteen minutes early", "OPS-SLOT", {"slots.s1.at": day("10 1856")}, [("f2", 15, 16)]),
    ("no slot", "OPS-SLOT", {"flights.f2.arrival_slot": GONE}, [("f2", 1, 0)]),
    ("a slot for two", "OPS-SLOT",
     {"aircraft.+": MINE, "flights.+": flight("10 1600", "10 1845", to="LGA", arrival_slot="s1")},
     [("g", 1, 2)]),
    ("in a minute to midnight", "OPS-CURFEW",
     {"aircraft.+": MINE, "flights.+": flight("11 0100", "11 0359")}, []),
    ("in at midnight", "OPS-CURFEW", {"aircraft.+": MINE, "flights.+": flight("11 0100", "11 0400")}, [("g", 0, 1)]),
    ("out at six", "OPS-CURFEW",
     {"aircraft.+": MINE, "flights.+": flight("11 1000", "11 1300", **{"from": "HVN", "to": "MCO"})}, []),
    ("out a minute before", "OPS-CURFEW",
     {"aircraft.+": MINE, "flights.+": flight("11 0959", "11 1300", **{"from": "HVN", "to": "MCO"})}, [("g", 0, 1)]),
    ("out in the middle of the night", "OPS-CURFEW",
     {"aircraft.+": MINE, "flights.+": flight("11 0600", "11 1300", **{"from": "HVN", "to": "MCO"})}, [("g", 0, 121)]),
    ("three hours, five percent, alternate and reserve", "OPS-RANGE", {"aircraft.N1.endurance": 264}, []),
    ("a minute less", "OPS-RANGE", {"aircraft.N1.endurance": 263}, [("f1", 264, 263), ("f2", 264, 263)]),
    ("a trip that burns more than its block", "OPS-RANGE",
     {"aircraft.N1.endurance": 264, "flights.f3.trip": 181}, [("f3", 266, 264)]),
    ("five are a crew", "OPS-COMPLEMENT", {}, []),
    ("one less", "OPS-COMPLEMENT", {"crew.c5.events": []}, [("f1", 3, 2), ("f2", 3, 2), ("f3", 3, 2)]),
    ("who rides flies not", "OPS-COMPLEMENT",
     {"crew.c2.events.c2d1.flights": ["f1", "f2", {"flight": "f3", "deadhead": True}]}, [("f3", 1, 0)]),
    ("valid through the last day", "OPS-QUALIFICATION", {"crew.c1.papers.MEDICAL.valid_through": "2026-06-10"}, []),
    ("expired the day before", "OPS-QUALIFICATION",
     {"crew.c1.papers.MEDICAL.valid_through": "2026-06-09"}, [("c1d1", 0, -1)]),
    ("valid from the day on", "OPS-QUALIFICATION", {"crew.c1.papers.MEDICAL": paper(valid_from="2026-06-10")}, []),
    ("from the day after", "OPS-QUALIFICATION",
     {"crew.c1.papers.MEDICAL": paper(valid_from="2026-06-11")}, [("c1d1", 1, 0)]),
    ("a rating for another type", "OPS-QUALIFICATION",
     {"crew.c1.papers.TYPE_RATING.aircraft_type": "A320"}, [("c1d1", 1, 0)]),
    ("no badge", "OPS-QUALIFICATION-CABIN", {"crew.c3.papers.SECURITY_BADGE": GONE}, [("c3d1", 1, 0)]),
    ("who only rides needs no papers", "OPS-QUALIFICATION",
     {"crew.c1.papers": [],
      "crew.c1.events.c1d1.flights": [{"flight": name, "deadhead": True} for name in ("f1", "f2", "f3")]}, []),
    ("released ten hours before leave", "OPS-LEAVE", {"crew.c1.leave.0.start": day("11 0655")}, []),
    ("a minute later", "OPS-LEAVE", {"crew.c1.leave.0.start": day("11 0654")}, [("c1d1", 0, 1)]),
    ("report as leave ends", "OPS-LEAVE",
     {"crew.c1.leave.0": {"kind": "SICK", "start": day("01 0400"), "end": day("10 1100")}}, []),
    ("a minute before", "OPS-LEAVE",
     {"crew.c1.leave.0": {"kind": "SICK", "start": day("01 0400"), "end": day("10 1101")}}, [("c1d1", 0, 1)]),
    ("leave that the manual does not name", "OPS-LEAVE",
     {"crew.c1.leave.0": {"kind": "JURY", "start": day("10 0400"), "end": day("11 0400")}}, []),
    ("reserve touches leave too", "OPS-LEAVE",
     {"crew.c1.events.+": {"kind": "LONG_CALL", "id": "w", "start": day("21 0400"), "end": day("21 0500")}},
     [("w", 0, 60)]),
    ("ninety-five hours", "OPS-CREDIT-MAX", {"crew.c1.credit.2026-06": 5700}, []),
    ("a minute more", "OPS-CREDIT-MAX", {"crew.c1.credit.2026-06": 5701}, [("2026-06", 5700, 5701)]),
    ("ten days off", "OPS-DAYS-OFF", {"crew.c2.events": [work("01 0400", "21 0400")]}, []),
    ("a minute short of the tenth", "OPS-DAYS-OFF", {"crew.c2.events": [work("01 0400", "21 0401")]}, [("w", 10, 9)]),
    ("report an hour before", "OPS-REPORT", {"crew.c1.events.c1d1.report": day("10 1100")}, []),
    ("a minute less", "OPS-REPORT", {"crew.c1.events.c1d1.report": day("10 1101")}, [("c1d1", 60, 59)]),
    ("released a minute early", "OPS-REPORT", {"crew.c1.events.c1d1.release": day("10 2054")}, [("c1d1", 15, 14)]),
    ("ten hours of rest", "14CFR117.25(e)",
     {"crew.c1.events.+": {"kind": "SHORT_CALL", "id": "w", "start": day("11 0655"), "end": day("11 1100")}}, []),
    ("a minute less", "14CFR117.25(e)",
     {"crew.c1.events.+": {"kind": "SHORT_CALL", "id": "w", "start": day("11 0654"), "end": day("11 1100")}},
     [("w", 600, 599)]),
    ("two flights of an aircraft one after the other", "overlap", {"flights.f2.out": day("10 1500")}, []),
    ("two at once", "overlap", {"flights.f2.out": day("10 1459")},
     [("f2", 0, 1), *((f"c{n}d1", 0, 1) for n in range(1, 6))]),
    ("two duties at once", "overlap", {"crew.c1.events.+": work("10 2054", "10 2200")}, [("w", 0, 1)]),
    ("from where the aircraft is not", "continuity", {"aircraft.N1.at": "MCO"}, [("f1", 0, 1)]),
    ("maintenance where it is not", "continuity", {"aircraft.N1.maintenance.m1.at": "MCO"}, [("m1", 0, 1)]),
    ("from where the crew member is not", "continuity",
     {"crew.c1.events.c1d1.flights": ["f1", "f3"]}, [("c1d1", 0, 1)]),
    ("a deadhead between", "continuity",
     {"crew.c1.events.c1d1.flights": ["f1", {"flight": "f2", "deadhead": True}, "f3"]}, []),
    ("home by a deadhead", "continuity",
     {"crew.c1.events": [{"kind": "DEADHEAD", "id": "w", "from": "HVN", "to": "MCO", "start": day("09 1100"),
                          "end": day("09 1400")}]}, []),
    ("a flight outside its duty", "outside_duty", {"crew.c1.events.c1d1.release": day("10 2039")}, [("c1d1", 0, 1)]),
    ("no aircraft", "unassigned", {"flights.f3.aircraft": GONE, "locks.l2": GONE}, [("f3", 1, 0)]),
    ("available again at the report", "availability",
     {"crew.c1.unavailable.0": {"start": day("09 0400"), "end": day("10 1100")}}, []),
    ("a minute later", "availability",
     {"crew.c1.unavailable.0": {"start": day("09 0400"), "end": day("10 1101")}}, [("c1d1", 0, 1)]),
    ("a lock on who is not there", "lock",
     {"locks.l1.crew": "c5", "crew.c5.events.c5d1.flights": ["f2", "f3"]}, [("f1", 1, 0)]),
    ("a lock to ride", "lock", {"locks.l1.deadhead": True}, [("f1", 1, 0)]),
    ("another aircraft than locked", "lock", {"aircraft.+": MINE, "locks.l2.aircraft": "n2"}, [("f3", 1, 0)]),
    ("free until the report", "lock", {"locks.l3.start": day("09 1100"), "locks.l3.end": day("10 1100")}, []),
    ("a minute longer", "lock", {"locks.l3.start": day("09 1100"), "locks.l3.end": day("10 1101")}, [("l3", 0, 1)]),
]  # fmt: skip


def test_the_schedule_that_all_of_these_change_is_legal() -> None:
    judgement = judged(legal())
    assert (judgement.verdict, judgement.findings, judgement.duties) == (Verdict.LEGAL, (), 5)
    assert set(judgement.checked) & set(judgement.unchecked) == set()


@pytest.mark.parametrize(("name", "code", "changes", "found"), LIMITS, ids=[f"{c[1]}: {c[0]}" for c in LIMITS])
def test_equality_is_legal_and_a_minute_over_is_not(
    name: str, code: str, changes: Changes, found: list[tuple[str, int, int]]
) -> None:
    findings = judged(changed(changes)).findings
    assert of(code, findings) == found
    assert all(each.excess == abs(each.actual - each.limit) > 0 for each in findings)


ONE_OF_EACH: Changes = {
    "aircraft.N1.at": "MCO",
    "aircraft.N1.maintenance.m1.start": day("10 2109"),
    "aircraft.N1.endurance": 263,
    "aircraft.+": {"id": "n2", "type": "B738", "endurance": 390},
    "flights.f2.in": day("10 1921"),
    "flights.+": {"id": "g", "from": "HVN", "to": "MCO", "out": day("11 0959"), "in": day("11 1200")},
    "crew.c1.papers.MEDICAL.valid_through": "2026-06-09",
    "crew.c1.leave.0.start": day("11 0654"),
    "crew.c2.credit.2026-06": 5701,
    "crew.c2.unavailable": [{"start": day("09 0400"), "end": day("10 1101")}],
    "crew.c3.papers.SECURITY_BADGE": GONE,
    "crew.c4.events.c4d1.report": day("10 1101"),
    "crew.c5.events": [work("01 0400", "21 0401")],
    "locks.l1.crew": "c5",
}


def test_one_fault_of_each_kind_is_found_by_its_rule_on_what_and_by_how_much() -> None:
    judgement = judged(changed(ONE_OF_EACH))
    found = [(each.rule, each.crew_id, each.event, each.excess) for each in judgement.findings]
    assert found == [
        ("OPS-COMPLEMENT", "", "f1", 1),
        ("OPS-RANGE", "", "f1", 1),
        ("continuity", "", "f1", 1),
        ("OPS-COMPLEMENT", "", "f2", 1),
        ("OPS-RANGE", "", "f2", 45),
        ("OPS-SLOT", "", "f2", 16),
        ("OPS-COMPLEMENT", "", "f3", 1),
        ("OPS-MAINTENANCE", "", "f3", 1),
        ("OPS-TURN", "", "f3", 11),
        ("unassigned", "", "g", 1),
        ("OPS-COMPLEMENT", "", "g", 1),
        ("OPS-COMPLEMENT", "", "g", 1),
        ("OPS-COMPLEMENT", "", "g", 3),
        ("OPS-CURFEW", "", "g", 1),
        ("OPS-CONNECTION", "c1", "c1d1", 1),
        ("OPS-QUALIFICATION", "c1", "c1d1", 1),
        ("OPS-LEAVE", "c1", "c1d1", 1),
        ("OPS-CONNECTION", "c2", "c2d1", 1),
        ("availability", "c2", "c2d1", 1),
        ("OPS-CREDIT-MAX", "c2", "2026-06", 1),
        ("OPS-CONNECTION", "c3", "c3d1", 1),
        ("OPS-QUALIFICATION-CABIN", "c3", "c3d1", 1),
        ("OPS-CONNECTION", "c4", "c4d1", 1),
        ("OPS-REPORT", "c4", "c4d1", 1),
        ("14CFR121.467(b)(13)", "c5", "w", 1440),
        ("OPS-DAYS-OFF", "c5", "w", 1),
        ("lock", "c5", "f1", 1),
    ]


def test_each_hard_rule_of_the_manual_is_found_broken_only_while_it_stands() -> None:
    schedule = read_value(changed(ONE_OF_EACH))
    whole = judge(schedule)
    codes = {each.rule for each in whole.findings if each.rule.startswith("OPS-")}
    assert codes == {code for code in whole.checked if code.startswith("OPS-")} - {"OPS-CREDIT-MIN"}
    for code in sorted(codes):
        rest, kept = (
            [each for each in found if each.rule not in (code, "unassigned")]
            for found in (judge(schedule, without=code).findings, whole.findings)
        )
        assert rest == kept, code


@pytest.mark.parametrize(
    ("name", "changes", "code", "says"),
    [
        ("credit", {"crew.c1.credit": {}}, "OPS-CREDIT-MAX", "The planned credit of c1 in 2026-06 is not told"),
        ("endurance", {"aircraft.N1.endurance": GONE}, "OPS-RANGE", "that of N1 is not told"),
    ],
)
def test_what_is_not_told_is_never_taken_to_be_legal(name: str, changes: Changes, code: str, says: str) -> None:
    judgement = judged(changed(changes))
    assert judgement.verdict is Verdict.NEEDS_POLICY
    assert {each.rule for each in judgement.findings} == {code}
    assert all(says in each.message for each in judgement.findings)


def test_what_is_not_checked_is_named() -> None:
    """A rule of flights that is for some bases only: a flight has none."""
    rules = book(
        (rule("turn", TurnTime(minutes=60), bases=("HVN",)), ANY_FLIGHT),
        (rule("crew", CrewComplement(positions={})), ANY_FLIGHT),
        (rule("connection", MinimumConnection(minutes=30)), ANY_DUTY),
        (rule("leave", Leave(kinds=("VACATION",))), None),
    )
    judgement = judge_schedule(rules, read_value(legal()))
    assert (judgement.checked, judgement.unchecked) == (("connection", "crew"), ("leave", "turn"))


def test_a_flight_with_nobody_on_it_is_found_where_no_rule_says_how_many() -> None:
    schedule = read_value(changed({f"crew.c{n}.events": [] for n in range(1, 6)} | {"locks": []}))
    findings = judge_schedule(book(), schedule).findings
    assert of("unassigned", findings) == [("f1", 1, 0), ("f2", 1, 0), ("f3", 1, 0)]


def test_what_lies_before_the_period_counts_and_is_not_judged() -> None:
    """f1 is of the tenth; its aircraft is not where it stood before, and is for the next flight."""
    changes = {"aircraft.N1.at": "MCO", "period.first": "2026-06-11", "aircraft.N1.maintenance.m1.at": "LGA"}
    assert of("continuity", judged(changed(changes)).findings) == [("m1", 0, 1)]


@pytest.mark.parametrize(
    ("name", "out", "found"),
    [
        ("a minute before six, the day the clock goes back", "2026-11-01T10:59Z", [("g", 0, 1)]),
        ("at six", "2026-11-01T11:00Z", []),
        ("half past one, the second time", "2026-11-01T06:30Z", [("g", 0, 91)]),
        ("a minute before six, the day it goes forward", "2026-03-08T09:59Z", [("g", 0, 1)]),
        ("at six", "2026-03-08T10:00Z", []),
    ],
)
def test_closed_hours_are_those_of_the_airports_own_clock(name: str, out: str, found: list[Any]) -> None:
    late = {"id": "g", "from": "HVN", "to": "MCO", "out": out, "in": f"{out[:11]}15:00Z", "aircraft": "N1"}
    period = {"first": out[:10], "last": out[:10]}
    assert of("OPS-CURFEW", judged(changed({"flights.+": late, "period": period})).findings) == found


@pytest.mark.parametrize(
    ("name", "release", "found"),
    [
        ("a release at midnight ends the day before", "11 0400", []),
        ("a minute later it is the next day", "11 0401", [("c1d1", 0, -1)]),
    ],
)
def test_papers_are_valid_through_the_last_day_of_the_duty(name: str, release: str, found: list[Any]) -> None:
    changes = {"crew.c1.papers.MEDICAL.valid_through": "2026-06-10", "crew.c1.events.c1d1.release": day(release)}
    assert of("OPS-QUALIFICATION", judged(changed(changes)).findings) == found


def test_findings_do_not_hang_on_the_order_of_the_file() -> None:
    value = changed(ONE_OF_EACH)
    other = {key: listed[::-1] if isinstance(listed, list) else listed for key, listed in value.items()}
    assert sorted(map(repr, judged(value).findings)) == sorted(map(repr, judged(other).findings))
