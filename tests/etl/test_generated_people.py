"""A crew that fits the flights: bases, positions, seniority, and nobody twice."""

from datetime import date

import polars as pl
import pytest

from domain.crew import Position
from etl import checks, moved, nycflights
from etl.generated import crew, inbound
from etl.generated.people import SERVICE, crews_needed
from etl.schemas import PEOPLE

MONTH = date(2026, 11, 1)


def month(carrier: str) -> pl.DataFrame:
    out, _ = moved.month(nycflights.read(carrier), MONTH)
    return pl.concat([out, inbound(out, seed=7)])


FLIGHTS = {carrier: month(carrier) for carrier in ("WN", "F9", "HA")}
WN = crew(FLIGHTS["WN"], "WN", MONTH, seed=7)


def test_bases_are_where_the_carrier_leaves_from() -> None:
    assert set(WN["base"]) == {"EWR", "LGA"}
    assert set(crew(FLIGHTS["F9"], "F9", MONTH, seed=7)["base"]) == {"LGA"}
    assert set(WN["zone"]) == {"America/New_York"}
    assert dict(WN.schema) == PEOPLE


@pytest.mark.parametrize("carrier", list(FLIGHTS))
def test_every_base_has_full_crews_enough_for_its_block(carrier: str) -> None:
    flights = FLIGHTS[carrier]
    people = crew(flights, carrier, MONTH, seed=7)
    for base, sets in crews_needed(flights).items():
        mine = flights.filter((pl.col("origin") == base) | (pl.col("destination") == base))
        block = (mine["scheduled_in"] - mine["scheduled_out"]).sum()
        assert block <= sets * 60 * 60
        at = people.filter(pl.col("base") == base)["position"].value_counts()
        assert dict(at.rows()) == {"CAPTAIN": sets, "FIRST_OFFICER": sets, "FLIGHT_ATTENDANT": 3 * sets}


def test_the_complement_says_how_many_of_each() -> None:
    two = crew(FLIGHTS["F9"], "F9", MONTH, seed=7, complement={Position.CAPTAIN: 1, Position.FLIGHT_ATTENDANT: 2})
    counts = dict(two["position"].value_counts().rows())
    assert counts["FLIGHT_ATTENDANT"] == 2 * counts["CAPTAIN"]
    assert set(counts) == {"CAPTAIN", "FLIGHT_ATTENDANT"}


def test_seniority_follows_the_date_of_hire() -> None:
    assert WN["hire_date"].is_sorted()
    assert WN["seniority_number"].to_list() == list(range(1, WN.height + 1))
    assert WN["employee_id"][0] == "WN00001"
    assert WN["employee_id"].is_unique().all()
    assert WN["crew_id"].is_unique().all()


def test_service_lies_within_the_positions_bounds() -> None:
    for position, (least, most) in SERVICE.items():
        hired = WN.filter(pl.col("position") == position.value)["hire_date"]
        served = [(MONTH - day).days for day in hired]
        assert least * 365 < min(served) <= max(served) < most * 365 + 31
        assert len({days // 365 for days in served}) > 3


def test_names_are_many_and_nobody_left_before_the_month_is_over() -> None:
    assert WN.select("first_name", "last_name").unique().height > WN.height // 2
    assert set(WN["available_from"]) == {date(2026, 11, 1)}
    assert set(WN["available_to"]) == {date(2026, 11, 30)}


def test_the_same_seed_gives_the_same_people_and_they_pass_the_check() -> None:
    assert crew(FLIGHTS["WN"].reverse(), "WN", MONTH, seed=7).equals(WN)
    assert not crew(FLIGHTS["WN"], "WN", MONTH, seed=8).equals(WN)
    assert checks.people(WN).equals(WN)
