"""Looking forward: the earliest report, the latest end then, and what is left in each window."""

from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from domain.ahead import Ahead
from domain.clock import to_iso
from domain.timelines.events import Fdp
from domain.timelines.reading import read
from domain.timelines.timeline import Law, Timeline
from legality.ahead import NEXT, NOT_REST, earliest_legal_report, followed
from tests.legality.generated import timelines
from tests.legality.written import PILOT, bench, fdp, stamp, timed

CABIN = "regime: FAA_121_467\ncrew: {id: X1, position: FLIGHT_ATTENDANT, base: JFK, acclimated_to: JFK}\n"
EUROPE = "regime: EASA_FTL\ncrew: {id: X1, position: CAPTAIN, base: FRA, acclimated_to: FRA}\n"
CLOCK = f"{PILOT}policy: {{acclimated_clock: home_base}}\n"
DAY = "segments: 2, flight_minutes: 120"
WEEK = "".join(fdp(f"d{day}", f"{day} 1000", f"{day} 2200", more=DAY) for day in range(10, 17))
MONTH = [fdp(f"d{day}", f"{day} 1000", f"{day} 1400", at="FRA", more=DAY) for day in range(10, 17)]
MONTH.append(fdp("d17", "17 0200", "17 0600", at="FRA", more=DAY))


def looked(text: str) -> Ahead:
    found = bench().ahead(read(text))
    assert found is not None
    return found


class Case(NamedTuple):
    """A timeline, the earliest report after it, and the rule that allows none sooner."""

    name: str
    events: str
    report: str
    binding: str
    head: str = CLOCK


CASES = [
    Case("ten hours after release", fdp("d", "10 1400", "10 2200"), "11 0800", "14CFR117.25(e)"),
    Case("thirty hours in a week: one rest of a day and a bit", WEEK, "18 0400", "14CFR117.25(b)"),
    Case("called out of a short call", timed("SHORT_CALL", "10 1000", "10 1500"), "10 1500", ""),
    Case("out of a long call", fdp("d", "10 1400", "10 2200") + timed("LONG_CALL", "11 1000", "11 1800"),
         "12 0400", "14CFR117.25(e)"),
    Case("after a ride of fourteen hours and a minute fourteen hours and a minute",
         timed("DEADHEAD", "10 0400", "10 1801", ", from: JFK, to: JFK")
         + timed("REST", "10 1801", "11 0500"), "11 0802", "14CFR117.25(g)"),
    Case("a rest goes on that was told too short",
         fdp("d", "10 1400", "10 2200") + timed("REST", "10 2200", "11 0500", ", sleep_opportunity: 400"),
         "11 0800", "14CFR117.25(e)"),
    Case("and that was interrupted by the carrier",
         fdp("d", "10 1400", "10 2200")
         + timed("REST", "10 2200", "11 0800",
                 f", interrupted: {{at: {stamp('11 0100')}, until: {stamp('11 0110')}, by: COMPANY}}"),
         "11 1110", "14CFR117.25(f)"),
    Case("cabin crew: ten hours after fourteen", fdp("d", "10 1000", "11 0000"), "11 1000",
         "14CFR121.467(b)(2)", CABIN),
    Case("a day off in seven", "".join(fdp(f"d{day}", f"{day} 1200", f"{day} 2000") for day in range(10, 16)),
         "16 2000", "14CFR121.467(b)(13)", CABIN),
    Case("EASA: as long as the duty before", fdp("d", "10 0600", "10 1900", at="FRA"), "11 0800",
         "ORO.FTL.235(a)", EUROPE),
    Case("EASA: the second night of a recovery rest", "".join(MONTH), "19 0400", "ORO.FTL.235(d)", EUROPE),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_earliest_report_and_what_binds_it(case: Case) -> None:
    found = looked(f"{case.head}events:\n{case.events}")
    assert (to_iso(found.report), found.binding) == (stamp(case.report), case.binding)


def test_the_latest_end_is_that_of_the_table() -> None:
    found = looked(f"{CLOCK}events:\n{fdp('d', '10 1400', '10 2200')}").latest
    assert found is not None
    assert (to_iso(found.end), found.rule) == (stamp("11 1800"), "14CFR117.13(a)")  # from 04:00 in New York 10 hours


def test_what_is_left_of_each_sum_when_the_next_duty_reports() -> None:
    found = {each.rule: each for each in looked(f"{CLOCK}events:\n{WEEK}").windows}
    assert (found["14CFR117.23(b)(1)"].used, found["14CFR117.23(b)(1)"].left) == (7 * 120, 6000 - 7 * 120)
    sliding = found["14CFR117.23(c)(1)"]
    assert to_iso(sliding.since) == stamp("11 0400")  # 168 hours before the report: the first duty has left it
    assert (sliding.quantity, sliding.used, sliding.left) == ("FDP", 6 * 720, 3600 - 6 * 720)


def test_a_rest_that_was_told_too_short_before_a_long_call_is_made_good_by_no_waiting() -> None:
    duty = fdp("d", "10 0600", "10 1900", at="FRA")
    given = timed("REST", "10 1900", "11 0759") + timed("LONG_CALL", "11 0759", "11 1000")
    assert bench().ahead(read(f"{EUROPE}events:\n{duty}{given}")) is None


def test_nothing_is_said_after_nothing() -> None:
    assert bench().ahead(read(f"{PILOT}events: []")) is None


def test_the_new_year_is_looked_into() -> None:
    text = f"{CLOCK}events:\n{WEEK}".replace("2026-06-", "2026-12-")
    for day in range(16, 9, -1):
        text = text.replace(f"2026-12-{day}", f"2026-12-{day + 15}")
    assert to_iso(looked(text).report) == "2027-01-02T04:00Z"


@pytest.mark.parametrize("law", Law)
@given(st.data())
@settings(max_examples=100, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_a_report_at_it_has_rest_enough_and_a_minute_earlier_has_not(law: Law, data: st.DataObject) -> None:
    timeline = data.draw(timelines(law))
    found = earliest_legal_report(bench().judge_of(timeline), timeline)
    assume(found is not None)
    assert found is not None
    report, released = found[0], max(event.finish for event in timeline.events)
    before = broken(timeline)
    assert broken(followed(timeline, report)) <= before
    if report > released:
        assert not broken(followed(timeline, report - 1)) <= before
        earlier = data.draw(st.integers(released, report - 1))
        assert not broken(followed(timeline, earlier)) <= before


def broken(timeline: Timeline) -> set[tuple[str, str, str]]:
    """What the judge finds, but for what no rest mends."""
    judge = bench().judge_of(timeline)
    aside = {rule.code for family in NOT_REST for rule in judge.rulebook.of_family(family)}
    return {(f.event, f.rule, f.unit) for f in bench().judge(timeline).findings if f.rule not in aside}


@pytest.mark.parametrize("law", Law)
@given(st.data())
@settings(max_examples=100, suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow])
def test_duty_to_the_latest_end_keeps_what_binds_it_and_a_minute_more_breaks_something(
    law: Law, data: st.DataObject
) -> None:
    timeline = data.draw(timelines(law, most=4))
    found = bench().ahead(timeline)
    assume(found is not None and found.latest is not None and found.latest.end > found.report)
    assert found is not None
    assert found.latest is not None
    legal, over = (at_work(timeline, found.report, found.latest.end + more) for more in (0, 1))
    assert found.latest.rule not in rules(legal)
    assert rules(over) - rules(legal)


def at_work(timeline: Timeline, report: int, end: int) -> Timeline:
    """With flight duty of one segment behind it."""
    *before, probe = followed(timeline, report).events
    assert isinstance(probe, Fdp)
    return replace(timeline, events=(*before, replace(probe, end=end, release=end)))


def rules(timeline: Timeline) -> set[str]:
    return {f.rule for f in bench().judge(timeline).findings if f.event == NEXT}
