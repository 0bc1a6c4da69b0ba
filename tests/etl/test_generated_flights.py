"""Ways back and delay codes: made up, plausible, and the same every time."""

from collections import defaultdict
from datetime import date
from itertools import pairwise

import polars as pl
import pytest

from etl import moved, nycflights
from etl.generated import delay_codes, inbound
from etl.generated.draws import draw, share
from etl.generated.returns import SHORT_TURN, TURN
from etl.schemas import FLIGHTS

MONTH = date(2026, 11, 1)
OUT = {carrier: moved.month(nycflights.read(carrier), MONTH)[0] for carrier in ("WN", "F9", "HA", "9E")}
BACK = {carrier: inbound(frame, seed=7) for carrier, frame in OUT.items()}
CARRIERS = pytest.mark.parametrize("carrier", list(OUT))


@CARRIERS
def test_every_flight_out_has_one_way_back_and_all_of_them_say_they_are_generated(carrier: str) -> None:
    out, back = OUT[carrier], BACK[carrier]
    assert dict(back.schema) == FLIGHTS
    assert back["generated"].all()
    pairs = [sorted(out.select("origin", "destination").rows()), sorted(back.select("destination", "origin").rows())]
    assert pairs[0] == pairs[1]
    assert back["cancelled"].sum() == out["cancelled"].sum()
    assert not set(back["flight_id"]) & set(out["flight_id"])
    assert back["flight_id"].is_unique().all()


@CARRIERS
def test_no_way_back_leaves_before_the_aircraft_and_crew_have_turned(carrier: str) -> None:
    """The n-th way back of a route belongs to the n-th flight out: the turn is the same for all."""
    route = {"destination": "origin", "origin": "destination"}
    out = OUT[carrier].with_columns(at=pl.col("scheduled_in")).sort("at", "flight_number")
    back = BACK[carrier].rename(route).with_columns(at=pl.col("scheduled_out")).sort("at", "flight_number")
    keys = ("origin", "destination")
    for key, rows in out.group_by(*keys):
        there = back.filter((pl.col("origin") == key[0]) & (pl.col("destination") == key[1]))
        turn = there["at"].sort() - rows["at"].sort()
        assert turn.is_between(TURN, TURN + 4).all()
    flown = BACK[carrier].filter(~pl.col("cancelled"))
    assert (flown["in"] > flown["out"]).all()
    assert (flown["out"] >= flown["scheduled_out"] - 4).all()
    assert SHORT_TURN <= TURN


@pytest.mark.parametrize("carrier", ["WN", "F9", "HA"])
def test_no_aircraft_is_in_two_places(carrier: str) -> None:
    """The record may give a cancelled flight a tail that flies something else."""
    mine = pl.concat([OUT[carrier], BACK[carrier]]).filter(~pl.col("cancelled"))
    taken = defaultdict(list)
    for tail, out, arrives in mine.select("registration", "scheduled_out", "scheduled_in").iter_rows():
        taken[tail].append((out, arrives))
    assert set(taken) <= set(OUT[carrier]["registration"])
    for times in taken.values():
        times.sort()
        assert all(first[1] <= second[0] for first, second in pairwise(times))


def test_most_ways_back_are_by_the_aircraft_that_came() -> None:
    out = OUT["WN"].select("registration", "origin", "destination", at="scheduled_in")
    came = set(out.select("registration", "origin", "destination").rows())
    back = BACK["WN"].select("registration", "destination", "origin").rows()
    assert sum(row in came for row in back) * 10 > len(back) * 9


def test_east_is_faster_than_west() -> None:
    hours: dict[str, int] = {}
    for name, frame in (("out", OUT["F9"]), ("back", BACK["F9"])):
        lengths = sorted((frame["scheduled_in"] - frame["scheduled_out"]).to_list())
        hours[name] = lengths[len(lengths) // 2]
    assert 15 < hours["out"] - hours["back"] < 60


def test_a_cancelled_flight_without_a_tail_comes_back_cancelled_without_one() -> None:
    lost = BACK["9E"].filter(pl.col("registration").is_null())
    assert lost.height > 0
    assert lost["cancelled"].all()


def test_the_same_seed_gives_the_same_and_another_another() -> None:
    assert inbound(OUT["WN"].reverse(), seed=7).equals(BACK["WN"])
    assert not inbound(OUT["WN"], seed=8).equals(BACK["WN"])
    assert inbound(OUT["WN"], seed=8)["flight_id"].equals(BACK["WN"]["flight_id"])


def leaving(at: int, origin: str, tail: str, late: int = 0) -> dict[str, object]:
    """A flight of three hours to Denver, arriving so many minutes late."""
    return {
        "flight_id": f"{tail}{at}", "flight_number": f"XP{at}", "origin": origin, "destination": "DEN",
        "scheduled_out": at, "scheduled_in": at + 180, "out": at + late, "in": at + 180 + late, "delay_code": None,
        "cancelled": False, "registration": tail, "aircraft_type": f"type of {tail}",
        "generated": False, "arrival_generated": False,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "origin", "hours", "tail"),
    [
        ("in time for the next departure of the same airport", "EWR", 8, "N1"),
        ("too late for it", "EWR", 6, "N2"),
        ("too late to get to another airport", "LGA", 15, "N2"),
        ("time enough to get there", "LGA", 20, "N1"),
    ],
)
def test_the_same_aircraft_flies_back_when_its_next_departure_allows(
    name: str, origin: str, hours: int, tail: str
) -> None:
    """Out for three hours, 45 minutes on the ground, back in about two and a half, 45 minutes or twelve hours to go."""
    flights = [leaving(0, "EWR", "N1"), leaving(hours * 60, origin, "N1"), leaving(5000, "EWR", "N2")]
    back = inbound(pl.DataFrame(flights, schema=dict(FLIGHTS)), seed=1)
    assert back.select("registration", "aircraft_type").row(0) == (tail, f"type of {tail}")


def test_a_late_arrival_makes_a_late_departure_back() -> None:
    for late in (0, 3, 20, 300):
        back = inbound(pl.DataFrame([leaving(0, "EWR", "N1", late)], schema=dict(FLIGHTS)), seed=1)
        assert back["out"][0] >= 180 + late + SHORT_TURN
    assert back["out"][0] == 180 + 300 + SHORT_TURN


class TestDelayCodes:
    flights = pl.concat([OUT["WN"], BACK["WN"]])
    coded = delay_codes(flights, seed=7)

    def test_only_the_late_and_the_cancelled_have_one(self) -> None:
        late = (pl.col("in") - pl.col("scheduled_in") >= 15).fill_null(value=False)
        coded = pl.col("delay_code").is_not_null()
        assert self.coded.filter(coded != (late | pl.col("cancelled"))).is_empty()
        assert set(self.coded["delay_code"].drop_nulls()) == {"ATC", "MX", "WX", "CREW"}

    def test_the_shares_are_those_asked_for(self) -> None:
        codes = self.coded.filter(~pl.col("cancelled"))["delay_code"].drop_nulls()
        for code, percent in {"ATC": 38, "MX": 28, "WX": 20, "CREW": 14}.items():
            assert abs(codes.to_list().count(code) * 100 - percent * codes.len()) < 8 * codes.len()

    def test_a_flights_code_hangs_on_the_flight_and_the_seed_alone(self) -> None:
        few = delay_codes(self.flights.reverse().head(100), seed=7)
        both = few.join(self.coded, on="flight_id")
        assert both["delay_code"].equals(both["delay_code_right"])
        assert not delay_codes(self.flights, seed=8)["delay_code"].equals(self.coded["delay_code"])

    def test_nothing_else_changes(self) -> None:
        assert self.coded.drop("delay_code").equals(self.flights.drop("delay_code"))


def test_draws_are_fixed_for_ever() -> None:
    """No machine, Python or order of questions changes a draw: a figure that was shown can be shown again."""
    assert [draw(100, 7, "tail", n) for n in range(6)] == [66, 76, 20, 37, 33, 20]
    assert len({draw(1000, seed, "x") for seed in range(50)}) > 40
    assert draw(10**9, 1, "a", "bc") != draw(10**9, 1, "ab", "c")
    assert {share({"a": 1, "b": 0}, n, "s") for n in range(20)} == {"a"}
