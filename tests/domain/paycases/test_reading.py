"""The reader of pay cases: what it takes, and what it refuses with the path to it."""

import json
from datetime import date
from decimal import Decimal

import pytest

from domain.clock import to_iso
from domain.errors import InputError
from domain.paycases.reading import MOST_BYTES, MOST_ROWS, read, read_value
from domain.rules.pay import LegCredit, Overtime
from tests.domain.paycases.cases import LEG_CREDIT, Case, Edit, add, case, drop, duty, edited, leg, put, term, trip

FULL = """
name: every key that there is
currency: EUR
crew: {id: X1, position: FIRST_OFFICER, base: HVN, hourly_rate: "90.1234", hire_date: 2024-02-01}
period: {start: 2026-06-01, end: 2026-06-30}
available: {start: 2026-06-02, end: 2026-06-29}
terms:
  - {code: T1, family: leg_credit, basis: greater, compare: leg, title: Leg credit, clause: CBA 3.B}
  - code: T2
    type: overtime
    percent: 50
    positions: [CAPTAIN, FIRST_OFFICER]
    bases: [HVN]
    priority: 5
    depends_on: [T1]
    versions:
      - {since: 2024-01-01, threshold: "85:00"}
      - {since: 2026-07-01, threshold: "82:00"}
  - {code: T3, family: delay_pay, after: 60, percent: 50, applies_to: [delayed_flight_controllable]}
  - {code: T4, family: delay_pay, after: 0, percent: 100, condition: delay_minutes >= 180, overrides: [T3],
     effective: 2025-01-01, expires: 2027-01-01}
trips:
  - id: t1
    report: 2026-06-10T10:00Z
    release: 2026-06-11T12:00Z
    versions:
      - {stage: AWARDED, report: 2026-06-10T10:00Z, release: 2026-06-11T10:00Z, block: "5:00", deadhead: "1:00"}
    duties:
      - report: 2026-06-10T10:00Z
        release: 2026-06-10T22:30Z
        planned_report: 2026-06-10T09:45Z
        planned_release: 2026-06-10T22:00Z
        assigned_by: JUNIOR
        legs:
          - {flight: XP101, from: HVN, to: MCO, kind: OPERATING, sched_out: 2026-06-10T11:00Z,
             sched_in: 2026-06-10T13:30Z, out: 2026-06-10T11:10Z, landed: 2026-06-10T13:35Z, in: 2026-06-10T13:40Z,
             cancelled: false, operated_by_other: false, delay_code: MX, day_off: false, added_after_report: false,
             gate_return: true, language: es, aircraft_type: B738}
          - {flight: XP102, from: MCO, to: HVN, kind: DEADHEAD, block: "2:30"}
      - {report: 2026-06-11T06:00-04:00, release: 2026-06-11T12:00Z, block: "1:00"}
standby: [{kind: AIRPORT, start: 2026-06-12T10:00Z, end: 2026-06-12T14:00Z, assigned_trip: t1}]
days: [{kind: TRAINING, day: 2026-06-20}, {kind: UNPAID, start: 2026-06-21, end: 2026-06-22}]
holidays: [2027-01-01]
expect: {credit: "70:00", gross: "-1.50", components: {guarantee: "495.00"}, needs_clause: [], needs_data: []}
"""


def test_everything_that_the_format_has_is_read() -> None:
    given, terms = read(FULL)
    flown, told = given.trips[0].duties
    assert (given.crew.hourly_rate, given.currency, given.days[0].end) == (Decimal("90.1234"), "EUR", date(2026, 6, 20))
    assert (flown.legs[0].block, flown.legs[1].block, told.block) == (None, 150, 60)
    assert [to_iso(one or 0) for one in (flown.legs[0].landed, told.report)] == [
        "2026-06-10T13:35Z",
        "2026-06-11T10:00Z",
    ]
    assert [term.rule.code for term in terms] == ["T1", "T2", "T3", "T4"]
    assert [version.since for version in terms[1].rule.versions] == [date(2024, 1, 1), date(2026, 7, 1)]
    specs = [version.spec for version in terms[1].rule.versions]
    assert [spec.threshold for spec in specs if isinstance(spec, Overtime)] == [85 * 60, 82 * 60]
    assert isinstance(terms[0].rule.versions[0].spec, LegCredit)
    assert (terms[1].depends_on, terms[3].overrides, terms[2].applies_to) == (
        ("T1",),
        ("T3",),
        ("delayed_flight_controllable",),
    )
    assert given.expect is not None
    assert (given.expect.gross, given.expect.components) == (Decimal("-1.50"), {"guarantee": Decimal("495.00")})


def test_json_yaml_bytes_and_values_say_the_same() -> None:
    value = edited(lambda found: None)
    assert read(json.dumps(value)) == read(json.dumps(value).encode()) == read_value(value)


def test_terms_stand_in_any_order_and_duties_too() -> None:
    early, late = duty(leg(), release="14:00"), duty(leg("15:00", "16:00"), report="14:00")
    assert read_value(case(LEG_CREDIT, trips=[trip(late, early)])).given.trips[0].duties[1].legs


AWARDED = {"stage": "AWARDED", "report": "2026-06-10T10:00Z", "release": "2026-06-10T20:00Z", "block": "5:00"}


def block_leg(block: str) -> Case:
    """A leg of which only the length is known."""
    return {"flight": "XP103", "from": "HVN", "to": "MCO", "block": block}


LEG = "trips.0.duties.0.legs.0"
DUTY = "trips.0.duties.0"
REFUSED: list[tuple[str, Edit, str]] = [
    ("an unknown key", put("", extra=1), "extra: there is no such key here"),
    ("an unknown key of a leg", put(LEG, gate="A1"), "trips[0].duties[0].legs[0].gate: there is no such key here"),
    ("no terms", drop("", "terms"), "terms: it is missing: add it"),
    ("no flight", drop(LEG, "flight"), "trips[0].duties[0].legs[0].flight: it is missing: add it"),
    ("no offset", put(LEG, out="2026-06-10T11:00"), "legs[0].out: 2026-06-10T11:00 has no offset"),
    ("seconds", put(DUTY, report="2026-06-10T10:00:01Z"), "is not on a whole minute"),
    ("an unknown airport", put(LEG, to="QQQ"), "trips[0].duties[0].legs[0].to: There is no airport 'QQQ'"),
    ("an unknown base", put("crew", base="QQQ"), "crew.base: There is no airport 'QQQ'"),
    ("an unknown position", put("crew", position="STEWARD"), "crew.position: use CAPTAIN, FIRST_OFFICER"),
    ("an unknown currency", put("", currency="XQQ"), "currency: There is no currency 'XQQ': use an ISO 4217 code"),
    ("a binary fraction of money", put("crew", hourly_rate=90.5), "crew.hourly_rate: '90.5' is no amount"),
    ("money below nothing", put("crew", hourly_rate="-1.00"), "crew.hourly_rate: '-1.00' is no amount"),
    ("money that is no number", put("crew", hourly_rate="1e3"), "crew.hourly_rate: '1e3' is no amount"),
    ("a rate too fine", put("crew", hourly_rate="90.12345"), "crew.hourly_rate: 90.12345 has more than 4 decimals"),
    ("a rate too fine for yen", put("", currency="JPY", crew={"id": "X", "position": "CAPTAIN", "base": "HND",
                                    "hourly_rate": "90.123"}), "has more than 2 decimals of JPY"),
    ("no such day", put("period", end="2026-06-31"), "period.end: '2026-06-31' is no day"),
    ("a period inside out", put("period", end="2026-05-31"), "period.end: 2026-05-31 is before its start"),
    ("a period of years", put("period", end="2028-06-30"), "period: it has 761 days and may have 366"),
    ("away before there", put("", available={"start": "2026-06-20", "end": "2026-06-10"}), "available.end: 2026-06-10"),
    ("credit and trips", put("", credit="64:30"), "credit: credit is told, and so are the trips"),
    ("days worked and trips", put("", days_worked=3), "days_worked: the trips say it"),
    ("more unpaid days than days", put("", unpaid_days=31), "unpaid_days: it is more than the 30 days of the period"),
    ("unpaid days told twice", lambda c: (put("", unpaid_days=1)(c), add("days", {"kind": "UNPAID",
                                          "day": "2026-06-25"})(c)), "unpaid_days: days tell which ones"),
    ("a negative length", put("", trips=[], credit="-1:00"), "credit: '-1:00' is no length: write H:MM"),
    ("a negative number of minutes", put("", trips=[], credit=-60), "credit: it must be greater than or equal to 0"),
    ("a length of a fraction", put("", trips=[], credit=1.5), "credit: write a whole number"),
    ("a negative duty", put(DUTY, release="2026-06-10T09:00Z"), "duties[0].release: 2026-06-10T09:00Z is before"),
    ("a negative leg", put(LEG, **{"in": "2026-06-10T10:59Z"}), "legs[0].in: 2026-06-10T10:59Z is before out"),
    ("a negative schedule", put(LEG, sched_in="2026-06-10T10:59Z"), "legs[0].sched_in: 2026-06-10T10:59Z is before"),
    ("touchdown after the gate", put(LEG, landed="2026-06-10T13:31Z"), "legs[0].in: 2026-06-10T13:30Z is before"),
    ("a planned duty inside out", put(DUTY, planned_report="2026-06-10T10:00Z", planned_release="2026-06-10T09:00Z"),
     "duties[0].planned_release"),
    ("a leg without actual times", drop(LEG, "out", "in"), "legs[0].out: XP101 has no actual times, and was not canc"),
    ("a leg that never arrived", drop(LEG, "in"), "legs[0].in: it is missing beside out"),
    ("half a schedule", drop(LEG, "sched_out"), "legs[0].sched_out: it is missing beside sched_in"),
    ("a leg before the report", put(DUTY, report="2026-06-10T11:01Z"), "legs[0].out: 2026-06-10T11:00Z is before the"),
    ("a leg after the release", put(DUTY, release="2026-06-10T16:29Z"), "legs[1].in: 2026-06-10T16:30Z is after the r"),
    ("legs overlap", put("trips.0.duties.0.legs.1", out="2026-06-10T13:29Z"), "legs[1]: it begins at 2026-06-10T13:"),
    ("block and times", put(LEG, block="2:00"), "legs[0].block: it has times too"),
    ("block and legs", put(DUTY, block="2:00"), "duties[0].block: it has legs too"),
    ("a block longer than the duty", lambda c: (drop(DUTY, "legs")(c), put(DUTY, block="10:01")(c)),
     "duties[0].block: it is longer than the duty"),
    ("a trip without duties", put("trips.0", duties=[]), "trips[0].duties"),
    ("another report of the trip", put("trips.0", report="2026-06-10T09:00Z"), "trips[0].report: 2026-06-10T09:00Z is "
     "not the report of its first duty (2026-06-10T10:00Z)"),
    ("another release of the trip", put("trips.0", release="2026-06-10T21:00Z"), "trips[0].release"),
    ("two trips of one name", add("trips", trip(duty(report="21:00", release="22:00"))), "trips[1].id: trips[0] is"),
    ("overlapping duties", add("trips", trip(duty(report="19:59", release="22:00"), id="t2")),
     "trips[1].duties[0]: it begins at 2026-06-10T19:59Z, before the end of trips[0].duties[0] (2026-06-10T20:00Z)"),
    ("a trip of another month", put("period", start="2026-07-01", end="2026-07-31"), "trips[0]: 2026-06-10T10:00Z to"),
    ("a stage twice", put("trips.0", versions=[{"stage": "BID", "report": "2026-06-10T10:00Z",
     "release": "2026-06-10T20:00Z", "block": "5:00"}] * 2), "trips[0].versions[1].stage: BID stands twice"),
    ("no such stage", put("trips.0", versions=[{"stage": "FLOWN", "report": "2026-06-10T10:00Z",
     "release": "2026-06-10T20:00Z", "block": "5:00"}]), "trips[0].versions[0].stage: use BID, AWARDED"),
    ("a standby inside out", put("standby.0", end="2026-06-12T09:00Z"), "standby[0].end: 2026-06-12T09:00Z is before"),
    ("a standby for nothing", put("standby.0", assigned_trip="t9"), "standby[0].assigned_trip: there is no trip t9"),
    ("two standbys at once", add("standby", {"kind": "HOME", "start": "2026-06-12T13:59Z", "end": "2026-06-12T15:00Z"}),
     "standby[1]: it begins at 2026-06-12T13:59Z, before the end of standby[0]"),
    ("no such kind of day", put("days.0", kind="SICK"), "days[0].kind: use TRAINING, VACATION"),
    ("days inside out", put("days.0", end="2026-06-19"), "days[0].end: 2026-06-19 is before its start"),
    ("a day of two kinds", add("days", {"kind": "UNPAID", "day": "2026-06-21"}), "days[1]: 2026-06-21 stands in"),
    ("a day outside", put("days.0", end="2026-07-01"), "days[0]: it lies outside the period"),
    ("two terms of one code", put("terms.1", code="leg_credit"), "terms[1].code: terms[0] is called leg_credit too"),
    ("a term without a code", drop("terms.0", "code"), "terms[0].code: it is missing: add it"),
    ("a term of no family", drop("terms.0", "family"), "terms[0].family: it is missing: say what the term is"),
    ("an unknown family", put("terms.0", family="leg_credits"), "terms[0].family: use hourly_rate, leg_credit"),
    ("a limit of duty", put("terms.0", family="minimum_rest"), "terms[0].family: use hourly_rate, leg_credit"),
    ("an unknown parameter", put("terms.0", bases=[], basiss="greater"), "terms[0].basiss: there is no such key here"),
    ("a wrong parameter", put("terms.0", basis="best"), "terms[0].basis: use scheduled, actual, greater"),
    ("a parameter too few", drop("terms.0", "basis"), "terms[0].basis: it is missing: add it"),
    ("a negative parameter", put("terms.0", minimum="-1:00"), "terms[0].minimum: '-1:00' is no length"),
    ("no step", put("terms.0", family="hourly_rate", steps=[]), "terms[0].steps: it is empty"),
    ("a step of nobody", lambda c: c.update(terms=[term("hourly_rate", steps=[{"position": "STEWARD", "years": 0,
     "rate": "1"}])]), "terms[0].steps[0].position: use CAPTAIN"),
    ("a term too fine for yen", lambda c: c.update(currency="JPY", terms=[term("per_diem", per_hour="1.234")]),
     "terms[0].per_hour: 1.234 has more than 2 decimals of JPY"),
    ("a flat amount of half a cent", lambda c: c.update(terms=[term("premium", component="x", flat="1.005")]),
     "terms[0].flat: 1.005 has more than 2 decimals of USD"),
    ("a condition that does not read", put("terms.0", condition="delay >"), "terms[0]: "),
    ("an override of nothing", put("terms.0", overrides=["T9"]), "terms[0].overrides[0]: there is no term T9"),
    ("a term that needs itself", put("terms.0", depends_on=["leg_credit"]), "terms[0].depends_on[0]: it names itself"),
    ("over before it began", put("terms.0", effective="2026-01-01", expires="2025-01-01"), "terms[0]: leg_credit: exp"),
    ("a version without a day", put("terms.0", versions=[{"basis": "actual"}]), "terms[0].versions[0].since: it is"),
    ("no versions", put("terms.0", versions=[]), "terms[0].versions: write a list"),
    ("versions out of order", put("terms.0", versions=[{"since": "2026-02-01"}, {"since": "2026-01-01"}]),
     "terms[0]: leg_credit: versions must ascend by date"),
    ("a trip without a duty, and when it was told twice", put("trips.0", duties=[], report="2026-06-10T10:00Z",
     versions=[AWARDED]), "trips[0]: it has no duties, and its versions tell when it was"),
    ("a year misspelt in a release", put(DUTY, release="2062-06-10T20:00Z"), "duties[0].release: it is 13149 days"),
    ("a month misspelt in a schedule", put(LEG, sched_out="2026-05-10T11:00Z"), "legs[0].sched_out: 2026-05-10T11:"),
    ("a cancelled leg of a year", put(LEG, cancelled=True, sched_in="2027-06-10T13:30Z"), "legs[0].sched_in: 2027-"),
    ("blocks longer than the duty", lambda c: put(DUTY, legs=[block_leg("6:00"), block_leg("4:01")])(c),
     "duties[0].legs: their block together is longer than the duty"),
    ("more credit than the period has", put("", trips=[], credit="720:01"), "credit: it is longer than the 30 days"),
    ("hired after the period", put("crew", hire_date="2030-01-01"), "crew.hire_date: 2030-01-01 is after the period"),
    ("an expectation finer than a cent", put("", expect={"gross": "1.001"}), "expect.gross: 1.001 has more than 2 dec"),
    ("an expected part finer than a cent", put("", expect={"components": {"late": "0.005"}}), "expect.components.late"),
    ("a component of no name", put("terms.0", component=""), "terms[0].component: it must have 1 to 40 characters"),
    ("a component of a long name", put("terms.0", component="x" * 41), "terms[0].component: it must have 1 to 40"),
    ("too many terms", lambda c: c.update(terms=[term("leg_credit", basis="greater")] * 201), "terms: there are 201"),
    ("a greatest of what nobody pays", lambda c: c["terms"].append(term("greatest_of", grain="trip", of=["flight_pay",
     "duty_rigg"])), "terms[2].of[1]: no term of the case pays duty_rigg"),
    ("a greatest of itself", lambda c: c["terms"].append(term("greatest_of", grain="trip", of=["flight_pay",
     "greatest_of"])), "terms[2]: it compares greatest_of, which is what it pays"),
    ("no such country", lambda c: c["terms"].append(term("international_override", per_hour="3.00",
     home_countries=["US", "XX"])), "terms[2].home_countries[1]: there is no country 'XX'"),
    ("a guarantee told twice", put("terms.1", minutes="70:00"), "terms[1]: it says hours and minutes: leave one of"),
    ("a rig of a thousand windows", lambda c: c["terms"].append(term("duty_rig", per=2, windows=[{"start": 0, "end": 1,
     "per": 2}] * 1000)), "terms[2].windows: it has too many entries"),
    ("a fact that there is not", put("terms.0", condition="moonphase > 3"), "there is no fact moonphase; name a "),
    ("a flight of a long name", put(LEG, flight="X" * 201), "legs[0].flight: it is too long: shorten it."),
    ("a term that is none", put("", terms=["leg_credit"]), "terms[0]: write keys and values"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "edit", "says"), REFUSED, ids=[name for name, _, _ in REFUSED])
def test_what_cannot_be_read_is_refused_with_its_path(name: str, edit: Edit, says: str) -> None:
    value = edited(edit)
    with pytest.raises(InputError) as refused:
        read_value(value)
    assert says in str(refused.value)
    with pytest.raises(InputError) as written:
        read(json.dumps(value))
    assert str(written.value) == str(refused.value)


TAKEN: list[tuple[str, Edit]] = [
    ("nothing worked, where trips are given", put("", days_worked=0, unpaid_days=0)),
    ("a cancelled leg without times", lambda c: (drop(LEG, "out", "in")(c), put(LEG, cancelled=True)(c))),
    ("a leg that somebody else flew", lambda c: (drop(LEG, "out", "in")(c), put(LEG, operated_by_other=True)(c))),
    ("a duty on its own", drop(DUTY, "legs")),
    ("legs that touch", put("trips.0.duties.0.legs.1", out="2026-06-10T13:30Z")),
    ("a day off after the last day", add("days", {"kind": "DAY_OFF", "day": "2026-07-01"})),
    ("somebody who was never there", put("", available={"start": "2026-07-01"})),
    ("money without decimals", put("crew", hourly_rate="90")),
    ("a whole number of money", put("crew", hourly_rate=90)),
]


@pytest.mark.parametrize(("name", "edit"), TAKEN, ids=[name for name, _ in TAKEN])
def test_what_may_be_written(name: str, edit: Edit) -> None:
    assert read_value(edited(edit)).terms


@pytest.mark.parametrize(
    ("name", "text", "says"),
    [
        ("nothing", "", "0 documents"),
        ("a list", "[1]", "the top: write keys and values"),
        ("broken JSON", '{"crew": [}', "Line 1: this is no JSON"),
        ("a key twice in YAML", "crew: 1\ncrew: 2", "The key crew stands twice"),
        ("a key twice in JSON", '{"crew": 1, "crew": 2}', "The key crew stands twice"),
        ("not UTF-8", b"\xff\xfe\x00", "The pay case is no UTF-8"),
        ("too long a YAML list", "holidays:\n" + " - 2026-01-01\n" * (MOST_ROWS + 1), "more than 10,000"),
    ],
)
def test_a_text_that_is_no_pay_case_is_refused(name: str, text: str | bytes, says: str) -> None:
    with pytest.raises(InputError, match=says):
        read(text)


def test_too_many_rows_are_refused_however_they_are_nested() -> None:
    many = [trip(*([duty(leg())] * 1_000), id=f"t{number}") for number in range(6)]
    with pytest.raises(InputError, match="There are 12,007 entries and may be 10,000"):
        read_value(case(LEG_CREDIT, trips=many))


def test_too_large_a_text_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(InputError, match="more than 100 MB"):
        read(b"x" * (MOST_BYTES + 1))
