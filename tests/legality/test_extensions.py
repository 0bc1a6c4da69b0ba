"""Extensions of flight duty before and after takeoff (117.19), flight time exceeded after it (117.11(b))."""

import pytest

from domain.answer import answer
from domain.clock import to_iso
from tests.legality.cases import Case, check
from tests.legality.written import PILOT, fdp, judged, leg, stamp, timed

ABOUT = ("11", "13", "17", "19", "21(c)", "23")
FOUR = "segments: 4, flight_minutes: 420"
BEFORE = "extension: {phase: BEFORE_TAKEOFF, pic_concurs: true, unforeseen: true}"
AFTER = "extension: {phase: AFTER_TAKEOFF, pic_concurs: true, unforeseen: true}"
USED = "history: {extensions_over_30_since_30h_rest: 1}\n"
HEAVY = "augmented: {pilots: 3, rest_facility: 3, landing_pilot_rest: 120, monitoring_pilot_rest: 90}"


def late(end: str, *more: str, report: str = "10 1000", name: str = "d", what: str = FOUR) -> str:
    """A report at 06:00 New York time: Table B allows 12:00 with four segments, up to 22:00 UTC."""
    return fdp(name, report, end, more=", ".join((what, *more)))


def first(end: str, extension: str = BEFORE) -> str:
    """A duty of the ninth, up to 22:00 UTC by Table B."""
    return late(end, extension, report="09 1000", name="before")


CASES = [
    Case("an extension is not needed up to the table", late("10 2200", BEFORE)),
    Case("without one a minute more is broken", late("10 2201"), (("13(a)", 720, 721),)),
    Case("half an hour before takeoff needs no report", late("10 2230", BEFORE)),
    Case("a minute more is reported", late("10 2231", BEFORE), reports=("19(a)(4)",)),
    Case("two hours", late("11 0000", BEFORE), reports=("19(a)(4)",)),
    Case("two hours and a minute", late("11 0001", BEFORE), (("19(a)(1)", 840, 841),), ("19(a)(4)",)),
    Case("after takeoff as long as it takes", late("11 0310", AFTER), reports=("19(b)(4)",)),
    Case("half an hour after takeoff needs no report", late("10 2230", AFTER)),
    Case(
        "the pilot in command does not concur",
        late("10 2210", "extension: {phase: BEFORE_TAKEOFF, unforeseen: true}"),
        (("13(a)", 720, 730),),
    ),
    Case(
        "it was foreseen",
        late("10 2210", "extension: {phase: AFTER_TAKEOFF, pic_concurs: true}"),
        (("13(a)", 720, 730),),
    ),
    Case(
        "Part 117 knows no planned extension",
        late("10 2210", "extension: {phase: PLANNED, pic_concurs: true, unforeseen: true}"),
        (("13(a)", 720, 730),),
    ),
    Case(
        "what was scheduled over the table may not be extended into",
        late("10 2230", BEFORE, f"scheduled_end: {stamp('10 2201')}"),
        (("13(a)", 720, 721),),
    ),
    Case("scheduled to the last minute", late("10 2230", BEFORE, f"scheduled_end: {stamp('10 2200')}")),
    Case("scheduled over the table, flown within", late("10 2200", f"scheduled_end: {stamp('10 2201')}"),
         (("13(a)", 720, 721),)),
    Case("both over it: one finding", late("10 2230", f"scheduled_end: {stamp('10 2201')}"), (("13(a)", 720, 750),)),
    Case("Table C is extended too", late("11 0200", BEFORE, HEAVY, what="segments: 2, flight_minutes: 420"),
         reports=("19(a)(4)",)),
    Case("and no further", late("11 0201", BEFORE, HEAVY, what="segments: 2, flight_minutes: 420"),
         (("19(a)(1)", 960, 961),), ("19(a)(4)",)),
    # once before the next 30 hours free
    Case("a second one of half an hour", late("10 2230", BEFORE), more=USED),
    Case("a second long one", late("10 2231", BEFORE), (("19(a)(2)", 30, 31),), ("19(a)(4)",), more=USED),
    Case("a second long one after takeoff", late("10 2231", AFTER), (("19(b)(2)", 30, 31),), ("19(b)(4)",), more=USED),
    Case("two long ones in a row", first("09 2231") + late("10 2231", BEFORE), (("19(a)(2)", 30, 31),),
         ("19(a)(4)", "19(a)(4)")),
    Case("one before takeoff, one after", first("09 2231") + late("10 2231", AFTER), (("19(b)(2)", 30, 31),),
         ("19(a)(4)", "19(b)(4)")),
    Case("the first was no longer than half an hour", first("09 2230") + late("10 2231", BEFORE),
         reports=("19(a)(4)",)),
    Case("the first was within the table", first("09 2200") + late("10 2231", BEFORE), reports=("19(a)(4)",)),
    Case("the first was none", late("09 2231", report="09 1000", name="before") + late("10 2231", BEFORE),
         (("13(a)", 720, 751),), ("19(a)(4)",)),
    Case("thirty hours free between",
         late("09 0531", BEFORE, report="08 1600", name="before") + late("11 0102", BEFORE, report="10 1131"),
         reports=("19(a)(4)", "19(a)(4)")),
    Case("a minute less is not enough",
         late("09 0532", BEFORE, report="08 1600", name="before") + late("11 0102", BEFORE, report="10 1131"),
         (("19(a)(2)", 30, 31),), ("19(a)(4)", "19(a)(4)")),
    Case("thirty hours free since what history tells",
         late("08 1800", report="08 1000", name="before") + late("10 2231", BEFORE), reports=("19(a)(4)",), more=USED),
    Case("a long call between is no duty and no rest",
         first("09 2231") + timed("LONG_CALL", "09 2300", "10 0900") + late("10 2231", BEFORE), (("19(a)(2)", 30, 31),),
         ("19(a)(4)", "19(a)(4)")),
    # flight time
    Case("flight time may be exceeded for what arises after takeoff",
         late("10 2200", AFTER, what="segments: 2, flight_minutes: 541"), reports=("11(c)",)),
    Case("nobody's consent is asked",
         late("10 2200", "extension: {phase: AFTER_TAKEOFF, unforeseen: true}",
              what="segments: 2, flight_minutes: 541"), reports=("11(c)",)),
    Case("not before takeoff", late("10 2200", BEFORE, what="segments: 2, flight_minutes: 541"),
         (("11(a)(1)", 540, 541),)),
    Case("not for what was foreseen",
         late("10 2200", "extension: {phase: AFTER_TAKEOFF, pic_concurs: true}",
              what="segments: 2, flight_minutes: 541"), (("11(a)(1)", 540, 541),)),
    Case("both at once", late("10 2345", AFTER, what="segments: 2, flight_minutes: 580"),
         reports=("11(c)", "19(b)(4)")),
    Case("within the limit nothing is reported", late("10 2200", AFTER, what="segments: 2, flight_minutes: 540")),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_extensions(case: Case) -> None:
    check(case, ABOUT)


CALLED = timed("SHORT_CALL", "10 0900", "10 1900")


def called(end: str, *more: str) -> str:
    """Reserve from 05:00 New York time, called out for 15:00: together sixteen hours at most, up to 01:00 UTC."""
    return CALLED + late(end, *more, report="10 1900", what="segments: 2, flight_minutes: 240")


@pytest.mark.parametrize(
    ("end", "extension", "broken", "reports"),
    [
        ("11 0100", BEFORE, [], []),
        ("11 0300", BEFORE, [], []),
        ("11 0301", BEFORE, [("14CFR117.19(a)(1)", 1080, 1081)], []),
        ("11 0101", AFTER, [("14CFR117.21(c)(3)", 960, 961)], []),
    ],
)
def test_reserve_and_flight_duty_together_are_extended_before_takeoff_only(
    end: str, extension: str, broken: list[tuple[str, int, int]], reports: list[str]
) -> None:
    """By the text of (a)(1) and (b)(1); what is reported is a table that was passed, not reserve."""
    found = judged(f"{PILOT}events:\n{called(end, extension)}")
    assert [(f.rule, f.limit, f.actual) for f in found.findings] == broken
    assert [due.rule for due in found.reports_due] == reports


@pytest.mark.parametrize(
    ("past", "end", "extension", "broken", "reports"),
    [
        (2835, "10 2245", BEFORE, [], ["19(a)(4)"]),
        (2836, "10 2245", BEFORE, [("19(a)(3)", 44, 45), ("23(c)(1)", 3600, 3601)], ["19(a)(4)"]),
        (2890, "10 2230", BEFORE, [("23(c)(1)", 3600, 3640)], []),
        (2836, "10 2245", AFTER, [], ["19(b)(4)"]),
        (2890, "10 2200", AFTER, [], ["19(b)(4)"]),
        (2881, "10 2200", AFTER, [], ["19(b)(4)"]),
        (2880, "10 2200", AFTER, [], []),
    ],
)
def test_cumulative_flight_duty_gives_way_after_takeoff_only(
    past: int, end: str, extension: str, broken: list[tuple[str, int, int]], reports: list[str]
) -> None:
    """Sixty hours in 168; (a)(3) is broken where the extension is what breaks them. After takeoff any is reported."""
    found = judged(f"{PILOT}history: {{fdp_168h: {past}}}\nevents:\n{late(end, extension)}")
    got = [(f.rule.removeprefix("14CFR117."), f.limit, f.actual) for f in found.findings]
    assert sorted(got) == sorted(broken)
    assert [due.rule.removeprefix("14CFR117.") for due in found.reports_due] == reports


@pytest.mark.parametrize(
    ("name", "more", "end", "binding", "extended", "binding_extended"),
    [
        ("two hours", "", "10 2200", "13(a)", "11 0000", "19(a)(1)"),
        ("half an hour after a long one", USED, "10 2200", "13(a)", "10 2230", "19(a)(2)"),
        ("the sum binds before both", "history: {fdp_168h: 2940}\n", "10 2100", "23(c)(1)", "10 2100", "23(c)(1)"),
        ("the sum binds the extension", "history: {fdp_168h: 2820}\n", "10 2200", "13(a)", "10 2300", "23(c)(1)"),
        ("both at one minute", "history: {fdp_168h: 2760}\n", "10 2200", "13(a)", "11 0000", "19(a)(1)"),
    ],
)
def test_what_could_be_extended_before_takeoff(
    name: str, more: str, end: str, binding: str, extended: str, binding_extended: str
) -> None:
    (last,) = answer(judged(f"{PILOT}{more}events:\n{late('10 2000')}"))["latest_legal_ends"]
    assert last == {
        "event": "d",
        "end": stamp(end),
        "binding": f"14CFR117.{binding}",
        "with_extension": stamp(extended),
        "binding_with_extension": f"14CFR117.{binding_extended}",
    }
    (again,) = judged(f"{PILOT}{more}events:\n{late(extended)}").latest_ends
    assert to_iso(again.extended) == stamp(extended)


@pytest.mark.parametrize(
    ("more", "part"),
    [
        ("{phase: BEFORE_TAKEOFF, unforeseen: true}", "by 14CFR117.19(a): it has no consent of the pilot in command"),
        ("{phase: AFTER_TAKEOFF, pic_concurs: true}", "by 14CFR117.19(b): it was foreseen"),
        ("{phase: PLANNED}", "an extension may not be planned"),
    ],
)
def test_the_message_says_why_an_extension_does_not_count(more: str, part: str) -> None:
    (found,) = judged(f"{PILOT}events:\n{late('10 2210', f'extension: {more}')}").findings
    assert part in found.message


class TestOpenClock:
    """10:00 UTC is 06:00 in New York and 03:00 in Los Angeles: 13:00 or 9:00 with one segment."""

    def duty(self, end: str) -> str:
        flights = f"legs: [{leg('LAX', '10 1100', 'JFK', '10 1600')}]"
        return fdp("d", "10 1000", end, at="LAX", more=f"{flights}, {BEFORE}")

    @pytest.mark.parametrize(
        ("end", "verdict", "rule", "limit"),
        [
            ("10 2100", "LEGAL", None, None),  # 11:00: extended by two hours even on the strictest clock
            ("10 2101", "NEEDS_POLICY", "14CFR117.19(a)(1)", 660),
            ("10 2301", "NEEDS_POLICY", "14CFR117.19(a)(1)", 660),  # permitted on the base clock only
            ("11 0100", "NEEDS_POLICY", "14CFR117.19(a)(1)", 660),
            ("11 0101", "VIOLATION", "14CFR117.19(a)(1)", 900),
        ],
    )
    def test_what_one_clock_permits_and_another_does_not_is_for_policy(
        self, end: str, verdict: str, rule: str | None, limit: int | None
    ) -> None:
        found = judged(f"{PILOT}events:\n{self.duty(end)}")
        assert found.verdict.value == verdict
        assert [(f.rule, f.limit) for f in found.findings] == ([] if rule is None else [(rule, limit)])

    @pytest.mark.parametrize(
        ("end", "verdict"),
        [("10 1930", "LEGAL"), ("10 1931", "NEEDS_POLICY"), ("10 2330", "NEEDS_POLICY"), ("10 2331", "VIOLATION")],
    )
    def test_so_is_whether_a_second_one_is_long(self, end: str, verdict: str) -> None:
        found = judged(f"{PILOT}{USED}events:\n{self.duty(end)}")
        assert found.verdict.value == verdict
