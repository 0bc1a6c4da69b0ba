"""Where terms leave the answer open, and where they do not."""

from typing import Any

import pytest

from domain.paycases.openness import open_clauses, open_data, rate_open
from domain.paycases.reading import read_value
from tests.domain.paycases.cases import GUARANTEE, LEG_CREDIT, RIG, Case, case, duty, leg, term, trip

BOUNDARY = term("month_boundary")
NIGHT = term("premium", component="night", grain="duty", percent=50, window={"start": "1:00", "end": "5:00"})
TENTH = term("premium", component="tenth", percent=10)
PER_DIEM = term("per_diem", per_hour="2.00")
HOLIDAY = term("holiday_premium", percent=100)
BY_DAY = term("monthly_guarantee", hours=78, proration="value_per_day", day_values=[{"minutes": 260, "month_days": 31}])
BOARDING = term("boarding_pay", percent=50, times=[{"minutes": 40, "aircraft_type": "B738"}])


def last_night(release: str = "2026-07-01T06:00Z", **leg_more: Any) -> list[Case]:
    """A duty over New Haven's midnight of 30 June (04:00Z of 1 July), with a leg from 02:00Z on."""
    flown = leg() | {"sched_out": "2026-07-01T02:00Z", "sched_in": "2026-07-01T05:00Z"}
    flown |= {"out": "2026-07-01T02:00Z", "in": "2026-07-01T05:00Z"} | leg_more
    return [trip({"report": "2026-07-01T01:00Z", "release": release, "legs": [flown]})]


EARLY = {"sched_in": "2026-07-01T03:59Z", "in": "2026-07-01T03:59Z"}
STANDBY = [{"kind": "AIRPORT", "start": "2026-06-12T10:00Z", "end": "2026-06-12T14:00Z"}]
LATE_STANDBY = {"kind": "AIRPORT", "start": "2026-07-01T02:00Z", "end": "2026-07-01T06:00Z"}
TRAINING = [{"kind": "TRAINING", "day": "2026-06-12"}]
TRIP = [trip()]
DEADHEAD = [trip(duty(leg(kind="DEADHEAD")))]
BLOCK = [trip(duty(block="7:00"))]
OPEN: list[tuple[str, Case, list[str]]] = [
    ("a leg over the last midnight", case(LEG_CREDIT, trips=last_night()), ["month_boundary: leg XP101"]),
    ("a rig over the last midnight", case(RIG, trips=last_night(**EARLY)), ["month_boundary: duty 1 of trip t1"]),
    ("time away over it", case(PER_DIEM, trips=last_night(**EARLY)), ["month_boundary: trip t1"]),
    (
        "a standby over the last midnight",
        case(term("standby_credit"), standby=[LATE_STANDBY]),
        ["month_boundary: standby 1 runs from 2026-07-01T02:00Z"],
    ),
    (
        "a standby of the next period",
        case(term("standby_credit"), standby=[LATE_STANDBY | {"start": "2026-07-01T05:00Z"}]),
        ["month_boundary: standby 1"],
    ),
    (
        "a standby that no term speaks of",
        case(GUARANTEE, standby=STANDBY),
        ["standby_credit: no term says what AIRPORT"],
    ),
    (
        "a standby of the other kind",
        case(term("standby_credit", kind="HOME"), standby=STANDBY),
        ["standby_credit: no term says what AIRPORT"],
    ),
    ("a day of training", case(GUARANTEE, days=TRAINING), ["training_pay: no term says what a day of TRAINING"]),
    ("ten percent of nothing", case(TENTH, trips=TRIP), ["leg_credit: premium is taken of the credit of flying"]),
    ("ten percent of a deadhead's nothing", case(TENTH, trips=DEADHEAD), ["leg_credit: premium is taken"]),
    ("a rig is no credit of a leg", case(TENTH, RIG, trips=TRIP), ["leg_credit: premium is taken"]),
    ("a guarantee over flying worth nothing", case(GUARANTEE, trips=TRIP), ["leg_credit: monthly_guarantee is taken"]),
    ("no holidays", case(HOLIDAY, LEG_CREDIT, trips=TRIP), ["holiday_premium: neither dates of the term"]),
    (
        "no value of a day of June",
        case(BY_DAY, unpaid_days=2),
        ["monthly_guarantee: day_values say nothing of a month of"],
    ),
    (
        "an aircraft that nobody boards",
        case(BOARDING, trips=[trip(duty(leg(aircraft_type="A321")))]),
        ["boarding_pay: times say nothing of the A321"],
    ),
]
ANSWERED: list[tuple[str, Case]] = [
    ("a clause parts the months", case(LEG_CREDIT, BOUNDARY, trips=last_night())),
    ("the leg is over before midnight", case(LEG_CREDIT, trips=last_night(**EARLY))),
    ("a release on the stroke of it", case(RIG, trips=last_night("2026-07-01T04:00Z", **EARLY))),
    (
        "a clause parts the standby of two months",
        case(term("standby_credit"), BOUNDARY, standby=[LATE_STANDBY]),
    ),
    (
        "of what lies over midnight nothing but the leg before it is paid",
        case(LEG_CREDIT, term("standby_credit"), trips=last_night(**EARLY), standby=STANDBY),
    ),
    ("nothing that is paid by the leg", case(GUARANTEE, credit="64:30")),
    ("the night alone is taken of no credit", case(NIGHT, trips=TRIP)),
    ("a rig alone credits duties", case(RIG, GUARANTEE, trips=TRIP)),
    ("deadheads alone have their own term", case(TENTH, term("deadhead_credit", percent=50), trips=DEADHEAD)),
    ("a deadhead without one is credited as a leg is", case(LEG_CREDIT, GUARANTEE, trips=DEADHEAD)),
    ("a guarantee of somebody who did not fly", case(GUARANTEE)),
    ("the case tells the holidays", case(HOLIDAY, LEG_CREDIT, trips=TRIP, holidays=["2026-07-04"])),
    ("nobody asks what a day is worth", case(BY_DAY)),
    ("unpaid days are worth nothing anyhow", case(GUARANTEE, days=[{"kind": "UNPAID", "day": "2026-06-12"}])),
]


@pytest.mark.parametrize(("name", "value", "says"), OPEN, ids=[name for name, _, _ in OPEN])
def test_a_clause_is_missing(name: str, value: Case, says: list[str]) -> None:
    found = list(open_clauses(read_value(value)))
    assert [one[: len(said)] for one, said in zip(found, says, strict=True)] == says


@pytest.mark.parametrize(("name", "value"), ANSWERED, ids=[name for name, _ in ANSWERED])
def test_the_terms_say_all_that_is_asked(name: str, value: Case) -> None:
    assert list(open_clauses(read_value(value))) == []


def test_what_is_paid_leg_by_leg_needs_the_legs() -> None:
    each = term("premium", component="turn", flat="5.00")
    assert list(open_data(read_value(case(each, trips=BLOCK)))) == [
        "legs of duty 1 of trip t1: premium is paid leg by leg"
    ]
    assert list(open_data(read_value(case(LEG_CREDIT, trips=BLOCK)))) == []


def scale(**step: Any) -> Case:
    return term("hourly_rate", steps=[{"position": "FIRST_OFFICER", "years": 0, "rate": "90.00"} | step])


def unrated(*terms: Case, **more: Any) -> Case:
    found = case(*terms, **more)
    del found["crew"]["hourly_rate"]
    return found


def undated(*terms: Case, **more: Any) -> Case:
    found = unrated(*terms, **more)
    del found["crew"]["hire_date"]
    return found


@pytest.mark.parametrize(
    ("name", "value", "clause", "data"),
    [
        ("nobody says what an hour is worth", unrated(LEG_CREDIT), ["hourly_rate: neither crew.hourly_rate"], []),
        ("a scale of others", unrated(scale(position="CAPTAIN")), ["hourly_rate: no step of the terms"], []),
        ("too young for every step", unrated(scale(years=5)), ["hourly_rate: no step of the terms"], []),
        ("nobody knows since when", undated(scale()), [], ["crew.hire_date: the step of FIRST_OFFICER X1"]),
        ("nobody knows on what", unrated(scale(aircraft_type="A321"), trips=TRIP), [], ["aircraft_type: the step of"]),
    ],
)
def test_where_no_rate_was_found(name: str, value: Case, clause: list[str], data: list[str]) -> None:
    clauses, facts = rate_open(read_value(value))
    assert [one[: len(said)] for one, said in zip(clauses, clause, strict=True)] == clause
    assert [one[: len(said)] for one, said in zip(facts, data, strict=True)] == data
