"""Augmented crews: every cell of Table C, flight time, rest in flight and segments."""

from datetime import date

import pytest

from domain.clock import at_local, to_iso
from tests.legality.books import NEW_YORK, table
from tests.legality.cases import Case, check
from tests.legality.written import PILOT, fdp, judged

ABOUT = ("11", "13", "17")
TABLE_C = """
0000 0600 15 17   14   15.5 13 13.5
0600 0700 16 18.5 15   16.5 14 14.5
0700 1300 17 19   16.5 18   15 15.5
1300 1700 16 18.5 15   16.5 14 14.5
1700 2400 15 17   14   15.5 13 13.5
"""
"""14 CFR Part 117, Table C: from, up to (local report), hours for class 1 (3, 4 pilots), class 2, class 3."""
CREWS = [(facility, pilots) for facility in (1, 2, 3) for pilots in (3, 4)]
CELLS = [
    (minute, *CREWS[column], limit)
    for start, end, limits in table(TABLE_C)
    for minute in (start, end - 1)
    for column, limit in enumerate(limits)
]


def crew(pilots: int = 3, facility: int = 1, landing: str = "120", monitoring: str = "90") -> str:
    rests = "".join(
        f", {name}_pilot_rest: {told}" for name, told in (("landing", landing), ("monitoring", monitoring)) if told
    )
    return f"augmented: {{pilots: {pilots}, rest_facility: {facility}{rests}}}"


def local(minute: int, length: int, more: str) -> str:
    """A duty of the tenth of June, by its report on New York's clock and its length."""
    report = at_local(date(2026, 6, 10), minute, NEW_YORK)
    return f"- {{kind: FDP, id: d, at: JFK, report: {to_iso(report)}, end: {to_iso(report + length)}, {more}}}\n"


@pytest.mark.parametrize(("minute", "facility", "pilots", "limit"), CELLS)
def test_every_cell_of_table_c_from_the_first_to_the_last_minute_of_its_row(
    minute: int, facility: int, pilots: int, limit: int
) -> None:
    more = f"segments: 2, flight_minutes: 400, {crew(pilots, facility)}"
    check(Case("kept", local(minute, limit, more)), ABOUT)
    check(Case("over", local(minute, limit + 1, more), (("17(a)", limit, limit + 1),)), ABOUT)


def flown(minutes: int, *more: str, segments: int = 2) -> str:
    """Eleven UTC is seven in New York; fifteen hours."""
    return fdp("d", "10 1100", "11 0200", more=", ".join((f"segments: {segments}, flight_minutes: {minutes}", *more)))


def away(pilots: int, length: int) -> str:
    """A crew of Tokyo that is not acclimated in New York: 11:00 there is 00:00 in Tokyo, the next day."""
    return local(11 * 60, length, f"segments: 1, flight_minutes: 700, {crew(pilots, 1)}")


CASES = [
    Case("three pilots fly thirteen hours", flown(780, crew(3))),
    Case("and no minute more", flown(781, crew(3)), (("11(a)(2)", 780, 781),)),
    Case("four fly seventeen", flown(900, crew(4))),
    Case("five have the limits of four", local(420, 1140, f"segments: 2, flight_minutes: 1020, {crew(5)}")),
    Case(
        "and no more",
        local(420, 1141, f"segments: 2, flight_minutes: 1021, {crew(5)}"),
        (("11(a)(3)", 1020, 1021), ("17(a)", 1140, 1141)),
    ),
    Case("three segments", flown(700, crew(), segments=3)),
    Case("four are too many", flown(700, crew(), segments=4), (("17(d)", 3, 4),)),
    Case("two hours of rest for who lands", flown(700, crew(landing="120"))),
    Case("a minute less", flown(700, crew(landing="119")), (("17(c)(1)", 120, 119),)),
    Case("ninety minutes for who monitors", flown(700, crew(monitoring="90"))),
    Case("a minute less", flown(700, crew(monitoring="89")), (("17(c)(2)", 90, 89),)),
    Case(
        "rests that nobody tells",
        flown(700, crew(landing="", monitoring="")),
        policy=(("17(c)(1)", 120, 0), ("17(c)(2)", 90, 0)),
    ),
    Case("without a relief pilot Tables A and B hold", flown(541), (("11(a)(1)", 540, 541), ("13(a)", 840, 900))),
]


@pytest.mark.parametrize("case", CASES, ids=[f"{number} {case.name}" for number, case in enumerate(CASES)])
def test_augmented_crews(case: Case) -> None:
    check(case, ABOUT)


TOKYO = PILOT.replace("JFK, acclimated_to: JFK", "NRT, acclimated_to: null, last_acclimated_to: NRT") + "events:\n"


@pytest.mark.parametrize(("pilots", "limit"), [(3, 900 - 30), (4, 1020 - 30)])
def test_a_crew_that_is_not_acclimated_loses_half_an_hour_on_the_clock_it_left(pilots: int, limit: int) -> None:
    """Midnight in Tokyo: 15:00 and 17:00, not the 17:00 and 19:00 of eleven in the morning."""
    assert judged(f"{TOKYO}{away(pilots, limit)}").findings == ()
    over = judged(f"{TOKYO}{away(pilots, limit + 1)}")
    (found,) = over.findings
    assert (found.rule, found.limit, found.actual) == ("14CFR117.17(b)", limit, limit + 1)
    assert found.path == ("Scenario unacclimated_augmented_fdp", "APPLIES_TO", "14CFR117.17(b)")
    assert over.latest_ends[-1].rule == "14CFR117.17(b)"
    assert "00:00 last acclimated clock (Asia/Tokyo, not acclimated)" in found.message


def test_the_last_legal_end_is_table_c_s() -> None:
    (last,) = judged(f"{PILOT}events:\n{flown(700, crew(4, 2))}").latest_ends
    assert (last.rule, last.extended - last.end) == ("14CFR117.17(a)", 120)
    assert to_iso(last.end) == "2026-06-11T05:00Z"
