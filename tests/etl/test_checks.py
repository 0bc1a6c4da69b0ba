"""What is loaded is refused with row, column and remedy when it cannot be right."""

from datetime import date

import polars as pl
import pytest

from domain.errors import InputError
from domain.frames import LEDGER
from etl import checks
from etl.schemas import FLIGHTS, PEOPLE

FLIGHT: dict[str, object] = {
    "flight_id": "a", "flight_number": "XP1", "origin": "HVN", "destination": "MCO",
    "scheduled_out": 1000, "scheduled_in": 1180, "out": 1010, "in": 1185, "delay_code": None, "cancelled": False,
    "registration": "N1", "aircraft_type": "737-700", "generated": False, "arrival_generated": False,
}  # fmt: skip
OTHER = FLIGHT | {"flight_id": "b", "flight_number": "XP2"}

BAD_FLIGHTS: list[tuple[str, dict[str, object], str]] = [
    (
        "the id of the first row",
        {"flight_id": "a"},
        "column flight_id: row 1 has 'a'; row 2 has 'a'; it stands in more",
    ),
    ("the same departure", {"flight_number": "XP1"}, "column flight_number: row 1 .* the same departure stands twice"),
    ("no origin", {"origin": None}, "column origin: row 2 has None; it is empty"),
    ("no departure", {"scheduled_out": None}, "column scheduled_out: row 2"),
    ("an unknown airport", {"destination": "QQQ"}, "column destination: row 2 has 'QQQ'; no such airport"),
    ("round in a circle", {"destination": "HVN"}, "column destination: row 2 has 'HVN'; it leads back"),
    ("arrival at departure", {"scheduled_in": 1000}, "column scheduled_in: row 2 has 1000"),
    ("arrival before departure", {"scheduled_in": 900}, "column scheduled_in: row 2 has 900"),
    ("longer than a day", {"scheduled_in": 1000 + 1441}, "column scheduled_in: row 2 has 2441"),
    ("landed before it left", {"in": 1010}, "column in: row 2 has 1010"),
    ("landed without leaving", {"out": None}, "column out: row 2 has None; it arrived without departing"),
    ("cancelled and flown", {"cancelled": True}, "column cancelled: row 2 has True"),
]


@pytest.mark.parametrize(("name", "change", "says"), BAD_FLIGHTS, ids=[case[0] for case in BAD_FLIGHTS])
def test_a_bad_flight_is_refused(name: str, change: dict[str, object], says: str) -> None:
    with pytest.raises(InputError, match=f"flights, {says}"):
        checks.flights(pl.DataFrame([FLIGHT, OTHER | change], schema=dict(FLIGHTS)))


@pytest.mark.parametrize(
    "change",
    [{}, {"cancelled": True, "out": None, "in": None}, {"in": None}, {"registration": None, "aircraft_type": None},
     {"flight_number": "XP1", "scheduled_out": 1001}, {"scheduled_in": 1000 + 1440}],
)  # fmt: skip
def test_a_good_flight_passes_unchanged(change: dict[str, object]) -> None:
    frame = pl.DataFrame([FLIGHT, OTHER | change], schema=dict(FLIGHTS))
    assert checks.flights(frame).equals(frame)


def test_many_bad_rows_are_counted_and_the_first_are_named() -> None:
    rows = [FLIGHT | {"flight_id": str(n), "flight_number": str(n), "origin": None} for n in range(9)]
    with pytest.raises(InputError, match=r"row 1 has None; .*row 5 has None \(and 4 more\); it is empty"):
        checks.flights(pl.DataFrame(rows, schema=dict(FLIGHTS)))


def test_a_missing_column_is_named() -> None:
    with pytest.raises(InputError, match="registration"):
        checks.flights(pl.DataFrame([FLIGHT], schema=dict(FLIGHTS)).drop("registration"))


PERSON: dict[str, object] = dict.fromkeys(PEOPLE) | {
    "crew_id": "c1", "employee_id": "XP1", "position": "CAPTAIN", "base": "HVN", "zone": "America/New_York",
    "hire_date": date(2021, 4, 1), "available_from": date(2026, 6, 1), "available_to": date(2026, 6, 30),
    "first_name": "Ada", "last_name": "Kim", "seniority_number": 1,
}  # fmt: skip
NEXT = PERSON | {"crew_id": "c2", "employee_id": "XP2", "seniority_number": 2}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"crew_id": "c1"}, "column crew_id"),
        ({"employee_id": "XP1"}, "column employee_id"),
        ({"seniority_number": 1}, "column seniority_number"),
        ({"last_name": None}, "column last_name: row 2"),
        ({"base": "QQQ"}, "column base: row 2 has 'QQQ'"),
        ({"position": "PILOT"}, "column position: row 2 has 'PILOT'; no such position: use one of CAPTAIN"),
        ({"zone": None}, "column zone: row 2"),
        ({"zone": "America/Chicago"}, "column zone: row 2 has 'America/Chicago'; it is not the clock of the base"),
        ({"available_to": date(2026, 5, 31)}, "column available_to: row 2"),
        ({"hire_date": date(2026, 7, 1)}, "column hire_date: row 2"),
    ],
)
def test_a_bad_crew_member_is_refused(change: dict[str, object], says: str) -> None:
    with pytest.raises(InputError, match=f"crew, {says}"):
        checks.people(pl.DataFrame([PERSON, NEXT | change], schema=dict(PEOPLE)))


def test_two_people_may_be_without_a_seniority_number() -> None:
    frame = pl.DataFrame([one | {"seniority_number": None} for one in (PERSON, NEXT)], schema=dict(PEOPLE))
    assert checks.people(frame).equals(frame)


def test_two_entries_for_one_flight_pass_and_one_entry_twice_does_not() -> None:
    entry = {"entry_id": "e1", "crew_id": "c", "component": "flight_pay", "flight_id": "f", "amount": 5, "posted": 9}
    twice = pl.DataFrame([entry, entry | {"entry_id": "e2"}], schema=dict(LEDGER))
    assert checks.ledger(twice).equals(twice)
    with pytest.raises(InputError, match="ledger, column entry_id: row 1 has 'e1'; row 2 has 'e1'"):
        checks.ledger(pl.DataFrame([entry, entry], schema=dict(LEDGER)))
    with pytest.raises(InputError, match="ledger, column amount: row 2 has None"):
        checks.ledger(pl.DataFrame([entry, entry | {"entry_id": "e2", "amount": None}], schema=dict(LEDGER)))
