"""Tables A and B: every row and column, its edges, and the clock a report is read on."""

from dataclasses import replace
from datetime import date

import pytest

from domain.judgement import Verdict
from domain.rules.flight_duty import UnacclimatedReduction
from domain.rules.limits import FdpTable, FlightTimeTable
from domain.rules.pay import Grain
from domain.rules.resting import AcclimatingRest
from domain.rules.rule import Phase, Scenario
from domain.timelines.events import Fdp, Leg
from domain.timelines.timeline import AcclimatedClock
from legality.judge import judge
from tests.legality.books import (
    FDP,
    FLIGHT_TIME,
    LAW,
    TABLE_A,
    TABLE_B,
    UNAUGMENTED,
    book,
    duty,
    legs,
    new_york,
    pilot,
    rule,
    table,
)
from tests.legality.cases import Case, check
from tests.legality.written import fdp, leg, stamp, timed

UNACCLIMATED = Scenario(id="u", title="t", category="c", grain=Grain.DUTY, condition="acclimated = FALSE")
ONLY_B = book(
    (rule("B", FDP), UNAUGMENTED),
    (rule("B less", UnacclimatedReduction(table="fdp_table", minutes=30)), UNACCLIMATED),
    (rule("36 hours", AcclimatingRest(rest=2160)), UNACCLIMATED),
)
ONLY_A = book((rule("A", FLIGHT_TIME), UNAUGMENTED))

CELLS = [
    (minute, column + 1, limit)
    for start, end, limits in table(TABLE_B)
    for minute in (start, end - 1)
    for column, limit in enumerate(limits)
]
"""The first and last minute of each row, each number of segments, the limit in minutes."""


def at(minute: int, day: str = "2026-06-10") -> int:
    return new_york(day, f"{minute // 60:02}{minute % 60:02}")


@pytest.mark.parametrize(("minute", "segments", "limit"), CELLS)
def test_every_cell_of_table_b_from_the_first_to_the_last_minute_of_its_row(
    minute: int, segments: int, limit: int
) -> None:
    kept = judge(ONLY_B, [pilot(duty(at(minute), limit, segments=segments))])
    assert (kept.verdict, kept.findings) == (Verdict.LEGAL, ())
    over = judge(ONLY_B, [pilot(duty(at(minute), limit + 1, segments=segments))])
    assert [(f.rule, f.verdict, f.limit, f.actual, f.excess) for f in over.findings] == [
        ("B", Verdict.VIOLATION, limit, limit + 1, 1)
    ]


@pytest.mark.parametrize("segments", [8, 11])
def test_more_segments_than_columns_take_the_last_column(segments: int) -> None:
    assert judge(ONLY_B, [pilot(duty(at(360), 630, segments=segments))]).verdict is Verdict.LEGAL
    assert judge(ONLY_B, [pilot(duty(at(360), 631, segments=segments))]).verdict is Verdict.VIOLATION


@pytest.mark.parametrize(
    ("minute", "limit"), [(m, limits[0]) for start, end, limits in table(TABLE_A) for m in (start, end - 1)]
)
def test_every_row_of_table_a(minute: int, limit: int) -> None:
    kept = judge(ONLY_A, [pilot(duty(at(minute), 800, block=limit))])
    over = judge(ONLY_A, [pilot(duty(at(minute), 800, block=limit + 1))])
    assert kept.findings == ()
    assert [(f.rule, f.limit, f.actual, f.excess) for f in over.findings] == [("A", limit, limit + 1, 1)]


def test_table_a_adds_up_the_flown_block_of_all_operated_legs() -> None:
    report = at(360)
    one = Leg("f1", "XP1", "JFK", "BOS", report + 60, report + 300, report + 70, report + 320)  # 250 flown, 240 planned
    two = Leg("f2", "XP2", "BOS", "JFK", report + 360, report + 650)  # 290 planned, not flown yet
    rides = Leg("f3", "XP3", "JFK", "BOS", report + 660, report + 700, deadhead=True)
    served = Fdp("d", report, report + 720, (one, two, rides))
    assert judge(ONLY_A, [pilot(served)]).findings == ()
    late = replace(two, out=report + 360, into=report + 651)
    (found,) = judge(ONLY_A, [pilot(replace(served, legs=(one, late, rides)))]).findings
    assert (found.limit, found.actual) == (540, 541)


def test_the_flight_duty_period_ends_with_the_last_arrival_as_flown() -> None:
    served = duty(at(420), 840)
    (leg,) = served.legs
    late = replace(served, legs=(replace(leg, out=leg.scheduled_out + 20, into=leg.scheduled_in + 25),))
    assert judge(ONLY_B, [pilot(served)]).findings == ()
    assert [f.excess for f in judge(ONLY_B, [pilot(late)]).findings] == [25]


def test_a_leg_that_left_late_is_taken_to_arrive_as_late() -> None:
    served = duty(at(420), 840)
    (leg,) = served.legs
    airborne = replace(served, legs=(replace(leg, out=leg.scheduled_out + 25),))
    assert [f.excess for f in judge(ONLY_B, [pilot(airborne)]).findings] == [25]
    early = replace(served, legs=(replace(leg, out=leg.scheduled_out - 25),))
    assert judge(ONLY_B, [pilot(early)]).findings == ()


def test_a_table_of_the_plan_reads_the_schedule_and_one_of_the_day_what_was_flown() -> None:
    served = duty(at(420), 840, block=540)
    (leg,) = served.legs
    late = replace(served, legs=(replace(leg, out=leg.scheduled_out, into=leg.scheduled_in + 25),))
    for spec, code in ((FDP, "B"), (FLIGHT_TIME, "A")):
        plan = book((rule(code, spec, phase=Phase.PLAN), UNAUGMENTED))
        assert judge(plan, [pilot(late)]).findings == ()
        assert [f.excess for f in judge(book((rule(code, spec), UNAUGMENTED)), [pilot(late)]).findings] == [25]


def test_a_finding_says_both_lengths_and_how_the_rule_came_to_apply() -> None:
    (found,) = judge(LAW, [pilot(duty(at(420), 900))]).findings
    assert found.verdict is Verdict.VIOLATION
    assert "15:00 exceeds 14:00" in found.message
    assert found.path == ("Scenario unaugmented_fdp", "APPLIES_TO", "117.13(a)")


def test_a_deadhead_counts_as_time_before_a_flight_but_never_as_a_segment() -> None:
    report = at(360)
    first, second, third = legs(report, 780, segments=3)
    three = Fdp("d", report, report + 800, (first, second, third))
    assert [f.limit for f in judge(ONLY_B, [pilot(three)]).findings] == [720]
    rode = replace(three, legs=(replace(first, deadhead=True), second, third))
    assert judge(ONLY_B, [pilot(rode)]).findings == ()


def test_a_deadhead_after_the_last_flight_is_outside_the_flight_duty_period() -> None:
    report = at(360)
    out, back = legs(report, 900, segments=2)
    home = Fdp("d", report, report + 915, (out, replace(back, deadhead=True)))
    assert judge(ONLY_B, [pilot(home)]).findings == ()
    assert len(judge(ONLY_B, [pilot(replace(home, legs=(out, back)))]).findings) == 1


def test_a_duty_that_only_deadheads_has_no_flight_duty_period() -> None:
    served = duty(at(0), 1000)
    rides = replace(served, legs=tuple(replace(leg, deadhead=True) for leg in served.legs))
    assert judge(LAW, [pilot(rides)]).findings == ()


def test_the_value_in_force_on_the_dutys_own_date_counts() -> None:
    tight = FdpTable(rows=tuple(row.model_copy(update={"limits": (60,)}) for row in FDP.rows))
    changing = rule("B", FDP).model_dump() | {
        "versions": ({"since": date(2014, 1, 4), "spec": FDP}, {"since": date(2026, 6, 11), "spec": tight})
    }
    dated = book((type(rule("B", FDP)).model_validate(changing), UNAUGMENTED))
    late, early = duty(at(1439, "2026-06-10"), 300), duty(at(0, "2026-06-11"), 300)
    assert judge(dated, [pilot(late)]).findings == ()
    assert [f.limit for f in judge(dated, [pilot(early)]).findings] == [60]


CLOCK_CHANGES = [
    # 2026-03-08: 02:00 becomes 03:00. 2026-11-01: 02:00 becomes 01:00, so that 01:30 comes twice.
    ("the minute before the spring change", "2026-03-08T06:59", 540),
    ("the spring change: 03:00", "2026-03-08T07:00", 540),
    ("an hour after it: 04:00, not 03:00", "2026-03-08T08:00", 600),
    ("07:00 on the day of the change", "2026-03-08T11:00", 840),
    ("03:59 before the autumn change is over", "2026-11-01T08:59", 540),
    ("04:00 after it: five hours after midnight", "2026-11-01T09:00", 600),
    ("07:00 on the day of the change back", "2026-11-01T12:00", 840),
]


@pytest.mark.parametrize(("name", "utc", "limit"), CLOCK_CHANGES, ids=[case[0] for case in CLOCK_CHANGES])
def test_the_wall_clock_counts_when_the_clocks_change(name: str, utc: str, limit: int) -> None:
    from datetime import datetime

    from domain.clock import to_minutes

    report = to_minutes(datetime.fromisoformat(f"{utc}+00:00"))
    assert judge(ONLY_B, [pilot(duty(report, limit))]).findings == ()
    assert [f.limit for f in judge(ONLY_B, [pilot(duty(report, limit + 1))]).findings] == [limit]


def test_both_passes_of_a_doubled_hour_are_the_same_row() -> None:
    early, late = new_york("2026-11-01", "0130"), new_york("2026-11-01", "0130") + 60
    for report in (early, late):
        assert [f.limit for f in judge(ONLY_A, [pilot(duty(report, 700, block=481))]).findings] == [480]


def away(report: int, length: int, start: str = "LAX", block: int = 60) -> Fdp:
    """A duty of one leg that begins away from base."""
    end = report + length
    return Fdp(f"d{report}", report, end + 15, (Leg("f", "XP1", start, "JFK", end - block, end),))


class TestAcclimatedClock:
    """05:00 in New York is 02:00 in Los Angeles: 12:00 by the base clock, 9:00 by the local one."""

    report = at(300)

    @pytest.mark.parametrize(
        ("choice", "limit"), [(AcclimatedClock.HOME_BASE, 720), (AcclimatedClock.FDP_SERIES_START, 540)]
    )
    def test_the_carriers_choice_decides(self, choice: AcclimatedClock, limit: int) -> None:
        assert judge(ONLY_B, [pilot(away(self.report, limit), clock=choice)]).findings == ()
        (found,) = judge(ONLY_B, [pilot(away(self.report, limit + 1), clock=choice)]).findings
        assert (found.limit, found.verdict) == (limit, Verdict.VIOLATION)

    @pytest.mark.parametrize(
        ("length", "verdict", "limit"),
        [
            (540, Verdict.LEGAL, None),
            (541, Verdict.NEEDS_POLICY, 540),
            (720, Verdict.NEEDS_POLICY, 540),
            (721, Verdict.VIOLATION, 720),
        ],
    )
    def test_without_a_choice_policy_is_needed_exactly_where_it_matters(
        self, length: int, verdict: Verdict, limit: int | None
    ) -> None:
        found = judge(ONLY_B, [pilot(away(self.report, length))])
        assert found.verdict is verdict
        assert [f.limit for f in found.findings] == ([] if limit is None else [limit])

    def test_without_a_choice_nothing_is_asked_where_the_clocks_agree(self) -> None:
        assert judge(ONLY_B, [pilot(away(self.report, 720, start="BOS"))]).findings == ()

    def test_a_series_that_began_at_base_is_read_on_the_base_clock(self) -> None:
        out = Fdp("d0", self.report - 1440, self.report - 900, (
            Leg("f0", "XP0", "JFK", "LAX", self.report - 1380, self.report - 1000),))  # fmt: skip
        back = away(self.report, 720)
        found = judge(ONLY_B, [pilot(out, back, clock=AcclimatedClock.FDP_SERIES_START)])
        assert found.findings == ()


class TestTheaters:
    """Honolulu is 84 degrees west of New York: another theater. Its clock is six hours behind in summer."""

    out = Fdp("out", at(600), at(600) + 760, (Leg("f0", "XP0", "JFK", "HNL", at(660), at(600) + 745),))

    def back(self, rest: int, length: int) -> Fdp:
        return away(self.out.release + rest, length, start="HNL")

    @pytest.mark.parametrize(
        ("rest", "limit"),
        [
            # Reports at 16:40 + … New York time: 36 hours later it is 10:40 there, 04:40 in Honolulu.
            (2159, 840 - 30),  # 10:39 New York, not acclimated: 14:00 less 0:30
            (2160, 600),  # 36 hours free: acclimated, 04:40 Honolulu
        ],
    )
    def test_36_hours_of_rest_acclimate(self, rest: int, limit: int) -> None:
        assert judge(ONLY_B, [pilot(self.out, self.back(rest, limit))]).findings == ()
        assert [f.limit for f in judge(ONLY_B, [pilot(self.out, self.back(rest, limit + 1))]).findings] == [limit]

    def test_72_hours_in_the_theater_acclimate_without_a_long_rest(self) -> None:
        """Short hops inside Hawaii, none with 36 free hours between; then the way home."""
        arrived = self.out.legs[0].scheduled_in
        stays = [
            Fdp(f"h{n}", start, start + 300, (
                Leg(f"h{n}a", "XP2", "HNL", "OGG", start + 60, start + 120),
                Leg(f"h{n}b", "XP3", "OGG", "HNL", start + 180, start + 240)))
            for n in range(3) for start in [arrived + 1100 + n * 1440]
        ]  # fmt: skip
        home = away(arrived + 72 * 60, 500, start="HNL")
        sooner = away(arrived + 72 * 60 - 1, 500, start="HNL")
        [there] = [f for f in judge(book((rule("B", FDP_ONE), UNAUGMENTED)), [pilot(self.out, *stays, home)]).findings
                   if f.event == home.id]  # fmt: skip
        [base] = [f for f in judge(book((rule("B", FDP_ONE), UNAUGMENTED)), [pilot(self.out, *stays, sooner)]).findings
                  if f.event == sooner.id]  # fmt: skip
        assert "acclimated clock (Pacific/Honolulu)" in there.message
        assert "not acclimated" in base.message
        assert "America/New_York" in base.message

    def test_table_a_knows_no_reduction(self) -> None:
        back = away(self.out.release + 900, 700, start="HNL", block=541)
        assert [f.limit for f in judge(ONLY_A, [pilot(self.out, back)]).findings if f.event == back.id] == [540]


FDP_ONE = FdpTable(rows=tuple(row.model_copy(update={"limits": (60,)}) for row in FDP.rows))


def test_table_a_may_have_other_rows() -> None:
    """The rows come from the rule, not from the judge."""
    flat = FlightTimeTable.model_validate({"rows": [{"start": 0, "end": 1440, "limit": "1:00"}]})
    (found,) = judge(book((rule("A", flat), UNAUGMENTED)), [pilot(duty(at(420), 300, block=61))]).findings
    assert (found.limit, found.excess) == (60, 1)


TABLES = ("11", "13")
NIGHT = "10 2230"
"""18:30 in New York: by Table B 12:00 with two segments, 11:00 with three, 10:00 with five, 9:00 with six and more."""


def hop(out: str, start: str = "JFK", end: str = "BOS", more: str = "") -> str:
    """A leg of half an hour."""
    return leg(start, f"11 {out}", end, f"11 {out[:2]}{int(out[2:]) + 30}", more)


def hops(*each: str) -> str:
    return f"legs: [{', '.join(each)}]"


OUT, BACK = hop("0000"), hop("0100", "BOS", "JFK")
SEGMENTS = [
    Case("two flights", fdp("d", NIGHT, "11 1030", more=hops(OUT, BACK))),
    Case("and a minute", fdp("d", NIGHT, "11 1031", more=hops(OUT, BACK)), (("13(a)", 720, 721),)),
    Case("three", fdp("d", NIGHT, "11 0931", more=hops(OUT, BACK, hop("0200"))), (("13(a)", 660, 661),)),
    Case("a deadhead before or between is no segment",
         fdp("d", NIGHT, "11 1030", more=hops(hop("0000", more=", deadhead: true"), BACK, hop("0200")))),
    Case("a deadhead leads in: the row and the length are those of its start",
         "- {kind: DEADHEAD, from: BOS, to: JFK, start: 2026-06-10T21:59Z, end: 2026-06-10T22:29Z}\n"
         + fdp("d", NIGHT, "11 1000", more=hops(OUT, BACK)), (("13(a)", 720, 721),)),
    Case("a deadhead after the last flight is no flight duty",
         fdp("d", NIGHT, "11 1400", more=hops(OUT, BACK, hop("1200", more=", deadhead: true")))),
    Case("a diversion adds no segment",
         fdp("d", NIGHT, "11 1030", more=hops(hop("0000", end="PVD", more=", diversion: true"),
                                              hop("0100", "PVD", "BOS"), hop("0200", "BOS", "JFK")))),
    Case("a diversion where the crew stays is one",
         fdp("d", NIGHT, "11 1031", more=hops(hop("0000", end="PVD", more=", diversion: true"))),
         (("13(a)", 720, 721),)),
    Case("two in a row are one segment",
         fdp("d", NIGHT, "11 1030", more=hops(hop("0000", end="PVD", more=", diversion: true"),
                                              hop("0100", "PVD", "ALB", ", diversion: true"), hop("0200", "ALB", "BOS"),
                                              hop("0300", "BOS", "JFK")))),
    Case("after a deadhead there is no carrying on",
         fdp("d", NIGHT, "11 0931", more=hops(hop("0000", end="PVD", more=", diversion: true"),
                                              hop("0100", "PVD", "BOS", ", deadhead: true"), hop("0200", "BOS", "JFK"),
                                              hop("0300"))),
         (("13(a)", 660, 661),)),
    Case("flights that are only counted", fdp("d", NIGHT, "11 0830", more="segments: 5, flight_minutes: 300")),
    Case("one minute more", fdp("d", NIGHT, "11 0831", more="segments: 5, flight_minutes: 300"),
         (("13(a)", 600, 601),)),
    Case("eight take the column of seven", fdp("d", NIGHT, "11 0731", more="segments: 8, flight_minutes: 300"),
         (("13(a)", 540, 541),)),
    Case("all flights were cancelled: the first column", fdp("d", NIGHT, "11 1031", more="segments: 0"),
         (("13(a)", 720, 721),)),
    Case("nothing but deadheads is no flight duty",
         fdp("d", NIGHT, "11 1400", more=hops(hop("0000", more=", deadhead: true")))),
    Case("flight time that nobody tells must be told where it may be too long",
         fdp("d", NIGHT, "11 1030", more="segments: 2"), policy=(("11(a)(1)", 540, 720),)),
    Case("flight time that nobody tells cannot be longer than the flight duty period",
         fdp("d", NIGHT, "11 0730", more="segments: 2")),
    Case("a minute longer it may be too long",
         fdp("d", NIGHT, "11 0731", more="segments: 2"), policy=(("11(a)(1)", 540, 541),)),
    Case("without a flight there is no flight time to tell", fdp("d", NIGHT, "11 0930", more="segments: 0")),
    Case("nor is the deadhead before the report flight time",
         timed("DEADHEAD", "10 1900", "10 2130", ", from: BOS, to: JFK")
         + fdp("d", NIGHT, "11 0700", more="segments: 1")),
    Case("a diversion counts as flight time",
         fdp("d", "10 1000", "10 2200", more=hops(leg("JFK", "10 1100", "PVD", "10 1500", ", diversion: true"),
                                                  leg("PVD", "10 1530", "JFK", "10 2031"))),
         (("11(a)(1)", 540, 541),)),
    Case("flights planned over Table A are broken though flown within",
         fdp("d", "10 1000", "10 2200", more=hops(
             leg("JFK", "10 1100", "LAX", "10 2000",
                 f", scheduled_out: {stamp('10 1100')}, scheduled_in: {stamp('10 2001')}"))),
         (("11(a)(1)", 540, 541),)),
    Case("planned within and flown within",
         fdp("d", "10 1000", "10 2200", more=hops(
             leg("JFK", "10 1100", "LAX", "10 2000",
                 f", scheduled_out: {stamp('10 1101')}, scheduled_in: {stamp('10 2001')}")))),
]  # fmt: skip


@pytest.mark.parametrize("case", SEGMENTS, ids=[case.name for case in SEGMENTS])
def test_segments_and_lengths(case: Case) -> None:
    check(case, TABLES)
