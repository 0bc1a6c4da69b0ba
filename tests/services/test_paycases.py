"""Pay cases worked out: the answer, what it needs, and Rulebooks that are shared."""

from typing import Any

import pytest

from domain.errors import InputError
from domain.paycases.reading import read_value
from domain.resolve import resolve
from services.explanations import Explained
from services.paycases import Desk
from tests.domain.paycases.cases import GUARANTEE, LEG_CREDIT, RIG, Case, case, duty, leg, term, trip

LATE = leg("11:00", "14:30", sched_in="2026-06-10T13:30Z", delay_code="MX")
DELAY = term("delay_pay", after="0:30", percent=50, condition="delay_minutes > 30 AND delay_code = 'MX'")
TRIPS = [trip(duty(LATE, leg("15:00", "17:30", flight="XP102")))]


def explained(*terms: Case, **more: Any) -> Explained:
    return Desk().explain(read_value(case(*terms, **more)))


def answer(*terms: Case, **more: Any) -> Case:
    return explained(*terms, **more).written()


def test_the_case_of_the_format() -> None:
    crew = case()["crew"] | {"hourly_rate": "90.00"}
    found = answer(LEG_CREDIT, GUARANTEE, credit="64:30", crew=crew)
    assert (found["credit"], found["gross"]) == ("70:00", "6300.00")
    told, line = found["lines"]
    assert (told["component"], told["rule"], told["amount"]) == ("credit", None, "5805.00")
    wanted = {"component": "guarantee", "rule": "monthly_guarantee", "quantity": "5:30", "rate": "90.00"}
    assert line.items() >= (wanted | {"amount": "495.00", "trip": None, "leg": None}).items()
    assert "64:30 credit is 5:30 under the guarantee of 70:00" in line["because"]
    assert (found["needs_clause"], found["needs_data"]) == ([], [])
    assert found["rulebook"].startswith("sha256:")


def test_lines_name_flight_trip_and_rule_and_add_up() -> None:
    found = explained(LEG_CREDIT, RIG, DELAY, trips=TRIPS)
    lines = found.written()["lines"]
    assert [(one["component"], one["rule"], one["trip"], one["duty"], one["leg"], one["amount"]) for one in lines] == [
        ("flight_pay", "leg_credit", "t1", "t1-1", "XP101", "210.00"),
        ("flight_pay", "leg_credit", "t1", "t1-1", "XP102", "150.00"),
        ("delay_pay", "delay_pay", "t1", "t1-1", "XP101", "15.00"),
    ]
    assert found.gross == sum(found.components.values()) == 37_500
    assert not any("TERMS/" in one["because"] for one in [*lines, *found.not_paid])


def test_what_did_not_pay_names_the_part_the_value_and_how_short() -> None:
    late = term("premium", component="late", percent=50, condition="in_local_min >= 1440")
    rig, *early = answer(LEG_CREDIT, late, RIG, trips=TRIPS)["not_paid"]
    assert {name: rig[name] for name in ("rule", "leg", "duty", "failed", "value", "short_by")} == {
        "rule": "duty_rig",
        "leg": None,
        "duty": "t1-1",
        "failed": "credit < 5:00",
        "value": "6:00",
        "short_by": "1:00",
    }
    assert [(one["leg"], one["failed"], one["value"], one["short_by"]) for one in early] == [
        ("XP101", "in_local_min >= 1440", "630", "13:30"),
        ("XP102", "in_local_min >= 1440", "810", "10:30"),
    ]


def test_a_trip_that_has_no_duty_left_is_protected() -> None:
    keeps = term("cancellation_protection", protects="trip")
    awarded = {"stage": "AWARDED", "report": "2026-06-10T10:00Z", "release": "2026-06-10T20:00Z", "block": "5:00"}
    gone = [{"id": "t1", "duties": [], "versions": [awarded]}]
    (line,) = answer(keeps, trips=gone)["lines"]
    assert (line["trip"], line["credit"], line["amount"]) == ("t1", "5:00", "300.00")
    unknown = [{"id": "t1", "duties": [], "versions": [awarded | {"stage": "AT_REPORT"}]}]
    needs = answer(keeps, trips=unknown)["needs_data"]
    assert needs == ["cancellation_protection needs the schedule of what was lost (trip t1)"]


def test_what_is_too_large_to_be_reckoned_is_refused_and_no_wrong_figure() -> None:
    rich, richest = (case()["crew"] | {"hourly_rate": rate} for rate in ("1000000.00", "1000000.01"))
    with pytest.raises(InputError, match="The hourly rate of crew member X1 is more than pay can be worked out at"):
        answer(term("monthly_guarantee", minutes="9999:00"), crew=richest, credit="1:00")
    waited = trip(duty(leg(cancelled=True)))
    with pytest.raises(InputError, match="call_out: 9999:00 is more than can be paid at so high a rate"):
        answer(term("call_out", minimum="9999:00", percent=1000), crew=rich, trips=[waited])


def test_boarding_goes_by_as_many_types_as_there_are() -> None:
    times = [{"minutes": 40, "aircraft_type": f"A{number}"} for number in range(3_000)]
    board = term("boarding_pay", percent=50, times=[*times, {"minutes": 30}])
    flown = trip(duty(leg(aircraft_type="A2999"), leg("14:00", "15:00", flight="XP102", aircraft_type="B738")))
    lines = answer(board, trips=[flown])["lines"]
    assert [(one["leg"], one["quantity"]) for one in lines] == [("XP101", "0:40"), ("XP102", "0:30")]


def test_rates_finer_than_a_cent_are_told_whole() -> None:
    fine = case()["crew"] | {"hourly_rate": "90.0055"}
    (line,) = answer(LEG_CREDIT, trips=[trip()], crew=fine)["lines"]
    assert (line["rate"], line["amount"]) == ("90.0055", "225.01")
    steps = term("hourly_rate", steps=[{"position": "FIRST_OFFICER", "years": 0, "rate": "1.0001"}])
    crew = {name: value for name, value in case()["crew"].items() if name != "hourly_rate"}
    (line,) = answer(steps, LEG_CREDIT, trips=[trip()], crew=crew)["lines"]
    assert (line["rate"], line["amount"]) == ("1.0001", "2.50")


def test_a_currency_without_decimals() -> None:
    crew = case()["crew"] | {"hourly_rate": "9000.25"}
    found = answer(LEG_CREDIT, trips=[trip()], crew=crew, currency="JPY")
    assert (found["gross"], found["lines"][0]["rate"]) == ("22501", "9000.25")


def test_a_block_that_is_told_stands_in_place_of_legs() -> None:
    (line,) = answer(LEG_CREDIT, trips=[trip(duty(block="7:00"))])["lines"]
    assert (line["quantity"], line["leg"], line["duty"]) == ("7:00", None, "t1-1")
    assert "leg told as a block, at 60.00 an hour" in line["because"]


def test_a_duty_that_was_cancelled_altogether_counts_where_a_term_may_pay_it() -> None:
    gone = [trip(duty(leg(cancelled=True)))]
    assert answer(LEG_CREDIT, RIG, trips=gone)["gross"] == "0.00"
    called = term("call_out", minimum="2:00")
    assert answer(LEG_CREDIT, called, trips=gone)["gross"] == "120.00"


STANDBY = [{"kind": "AIRPORT", "start": "2026-06-12T10:00Z", "end": "2026-06-12T14:00Z"}]
UNKNOWN = [trip(duty(leg("11:00", "14:30", sched_in="2026-06-10T13:30Z")))]
OTHER = LEG_CREDIT | {"code": "other", "basis": "actual"}
NEEDS: list[tuple[str, Case, str, str]] = [
    ("a clause", case(LEG_CREDIT, standby=STANDBY), "needs_clause", "standby_credit: no term says what AIRPORT"),
    ("a fact", case(LEG_CREDIT, DELAY, trips=UNKNOWN), "needs_data", "delay_pay needs delay_code (leg XP101)"),
    (
        "who goes first",
        case(LEG_CREDIT, OTHER, trips=TRIPS),
        "needs_clause",
        "overrides: leg_credit (leg_credit) and other",
    ),
    (
        "legs",
        case(term("premium", component="x", flat="1.00"), trips=[trip(duty(block="7:00"))]),
        "needs_data",
        "legs of",
    ),
]


@pytest.mark.parametrize(("name", "value", "where", "says"), NEEDS, ids=[one[0] for one in NEEDS])
def test_what_is_open_leaves_no_gross(name: str, value: Case, where: str, says: str) -> None:
    found = Desk().explain(read_value(value))
    written = found.written()
    assert not found.complete
    assert "gross" not in written
    assert "credit" not in written
    assert [one[: len(says)] for one in written[where]] == [says]


def test_what_is_certain_stands_beside_what_needs_data_and_not_beside_a_clause() -> None:
    assert [one["amount"] for one in answer(LEG_CREDIT, DELAY, trips=UNKNOWN)["lines"]] == ["210.00"]
    assert answer(LEG_CREDIT, trips=[trip()], standby=STANDBY)["lines"] == []


def test_without_any_rate_the_clause_is_named() -> None:
    crew = {name: value for name, value in case()["crew"].items() if name != "hourly_rate"}
    found = answer(LEG_CREDIT, trips=[trip()], crew=crew)
    assert found["needs_clause"] == [
        "hourly_rate: neither crew.hourly_rate nor a term says what an hour of FIRST_OFFICER X1 is worth"
    ]
    assert (found["lines"], found["needs_data"]) == ([], [])
    per_diem = term("per_diem", per_hour="2.00")
    assert answer(per_diem, trips=[trip()], crew=crew)["gross"] == "20.00"


def test_an_override_settles_what_two_terms_disagree_on() -> None:
    assert answer(LEG_CREDIT, OTHER | {"overrides": ["leg_credit"]}, trips=TRIPS)["gross"] == "360.00"


def test_terms_in_a_circle_are_refused() -> None:
    with pytest.raises(InputError, match="terms: Pay components depend on each other in a circle"):
        explained(LEG_CREDIT | {"depends_on": ["duty_rig"]}, RIG | {"depends_on": ["leg_credit"]}, trips=TRIPS)


def test_a_scenario_of_the_packs_narrows_a_term() -> None:
    delay = term("delay_pay", after=0, percent=100, applies_to=["long_delay_controllable"])
    found = answer(LEG_CREDIT, delay, trips=TRIPS)
    assert [one["failed"] for one in found["not_paid"]] == ["delay_minutes >= 180", "delay_code IN ('CREW', 'MX')"]


@pytest.mark.parametrize(
    ("expect", "differs"),
    [
        ({"credit": "6:00", "gross": "360.00", "components": {"flight_pay": "360.00"}}, []),
        ({"components": {}}, []),
        ({"gross": "360.01"}, ["gross is 360.00, and 360.01 is expected"]),
        ({"credit": "5:00"}, ["credit is 6:00, and 5:00 is expected"]),
        ({"components": {"duty_rig": "0.00"}}, ["duty_rig is none, and 0.00 is expected"]),
        ({"needs_clause": ["month_boundary"]}, ["needs_clause has no month_boundary"]),
    ],
)
def test_a_case_may_say_what_it_expects(expect: Case, differs: list[str]) -> None:
    assert list(explained(LEG_CREDIT, RIG, trips=TRIPS, expect=expect).differs) == differs


def test_equal_terms_and_period_share_one_rulebook_and_others_do_not(monkeypatch: pytest.MonkeyPatch) -> None:
    made = []

    def counted(*given: Any) -> Any:
        made.append(given)
        return resolve(*given)

    monkeypatch.setattr("services.paycases.resolve", counted)
    desk = Desk()
    first, again, other = (
        desk.explain(read_value(case(*terms, trips=TRIPS, holidays=days)))
        for terms, days in (([LEG_CREDIT], []), ([LEG_CREDIT], ["2026-06-01"]), ([RIG, LEG_CREDIT], []))
    )
    assert len(made) == 2
    assert first.rulebook == again.rulebook != other.rulebook


def test_the_order_of_terms_trips_and_keys_changes_nothing() -> None:
    second = trip({"report": "2026-06-11T10:00Z", "release": "2026-06-11T12:00Z", "legs": []}, id="t2")
    one = answer(LEG_CREDIT, RIG, GUARANTEE, trips=[*TRIPS, second])
    other = answer(GUARANTEE, RIG, LEG_CREDIT, trips=[second, *TRIPS])
    assert {name: one[name] for name in ("credit", "gross", "rulebook")} == {
        name: other[name] for name in ("credit", "gross", "rulebook")
    }
    assert sorted(map(str, one["lines"])) == sorted(map(str, other["lines"]))
