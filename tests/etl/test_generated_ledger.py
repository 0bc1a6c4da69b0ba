"""A ledger made from what is owed: everything is in it but the faults, and each fault can be told by itself."""

from collections import defaultdict

import polars as pl
import pytest

from domain.frames import LEDGER, LINES
from domain.money import prorate
from etl import checks
from etl.generated import Fault, FaultKind, ledger

FLIGHTS = pl.DataFrame(
    {"flight_id": [f"f{n:02}" for n in range(40)], "scheduled_out": [1000 + n * 300 for n in range(40)]}
)
RATES = {"c0": 9000, "c1": 13000, "c2": 13000, "c3": 4000, "c4": 5200, "c5": 20000}
CREW = pl.DataFrame(
    {"crew_id": list(RATES), "position": ["FIRST_OFFICER"] * 3 + ["FLIGHT_ATTENDANT"] * 2 + ["CAPTAIN"]}
)


def line(
    crew: str, component: str, amount: int, flight: int | None = None, rate: int | None = None, minutes: int = 60
) -> dict[str, object]:
    """One pay line; what the ledger does not read stays empty."""
    given = {
        "crew_id": crew,
        "component": component,
        "amount": amount,
        "quantity": minutes,
        "flight_id": None if flight is None else f"f{flight:02}",
        "rate": rate,
        "unit": "MINUTES",
    }
    return dict.fromkeys(LINES) | given


def month(premiums: bool = True) -> pl.DataFrame:
    """Each crew member flies the flights whose number they share modulo six; some of them by night."""
    rows = []
    for place, (crew, rate) in enumerate(RATES.items()):
        for flight in range(place, 40, 6):
            rows.append(line(crew, "flight_pay", prorate(rate, 100 + flight, 60), flight, rate, 100 + flight))
            if premiums and flight in {6, 13, 20, 27}:
                rows.append(line(crew, "red_eye", 1500, flight, rate // 10))
        rows += [
            line(crew, "guarantee", prorate(rate, 7, 60), rate=rate, minutes=7),
            line(crew, "per_diem", 700, rate=200),
        ]
        if premiums and place < 2:
            rows.append(line(crew, "holiday_pay", 900, place, rate))
    return pl.DataFrame(rows, schema=dict(LINES))


OWED = month()


def faults(lines: pl.DataFrame, seed: int) -> tuple[pl.DataFrame, dict[FaultKind, Fault]]:
    entries, found = ledger(lines, CREW, FLIGHTS, posted=5000, seed=seed)
    return entries, {fault.kind: fault for fault in found}


@pytest.mark.parametrize("seed", range(12))
class TestEverySeed:
    def test_all_four_kinds_are_in_it(self, seed: int) -> None:
        _, found = faults(OWED, seed)
        assert list(found) == list(FaultKind)

    def test_what_is_owed_less_what_was_paid_is_the_sum_of_the_faults(self, seed: int) -> None:
        entries, found = faults(OWED, seed)
        unpaid = sum(OWED["amount"].to_list()) - sum(entries["amount"].to_list())
        assert unpaid == sum(fault.amount for fault in found.values())

    def test_the_premium_that_most_people_earned_is_paid_to_nobody(self, seed: int) -> None:
        entries, found = faults(OWED, seed)
        fault = found[FaultKind.UNPROGRAMMED_PREMIUM]
        assert (fault.component, fault.amount) == ("red_eye", 4 * 1500)
        assert fault.crew_ids == ("c0", "c1", "c2", "c3")
        assert "red_eye" not in entries["component"]

    def test_one_person_is_paid_the_step_below(self, seed: int) -> None:
        entries, found = faults(OWED, seed)
        fault = found[FaultKind.MISSED_STEP]
        (person,) = fault.crew_ids
        below = {"c1": 9000, "c2": 9000, "c4": 4000}[person]
        for crew, component, flight, paid in entries.select("crew_id", "component", "flight_id", "amount").iter_rows():
            if crew == person and component in {"flight_pay", "guarantee"}:
                owed = OWED.filter((pl.col("crew_id") == crew) & (pl.col("component") == component))
                owed = owed.filter(pl.col("flight_id").eq_missing(pl.lit(flight, dtype=pl.String)))["amount"].item()
                minutes = 7 if flight is None else 100 + int(flight[1:])
                assert (owed, paid) == (prorate(RATES[person], minutes, 60), prorate(below, minutes, 60))
        assert fault.amount > 0

    def test_sixteen_flights_in_a_row_are_lost_but_for_those_other_faults_touch(self, seed: int) -> None:
        entries, found = faults(OWED, seed)
        fault = found[FaultKind.DROPPED_FLIGHTS]
        assert len(fault.flight_ids) == 16
        assert not set(fault.flight_ids) & set(entries["flight_id"])
        others = {flight for kind, other in found.items() if kind is not fault.kind for flight in other.flight_ids}
        between = {f"f{n:02}" for n in range(int(fault.flight_ids[0][1:]), int(fault.flight_ids[-1][1:]) + 1)}
        assert between - set(fault.flight_ids) <= others
        assert fault.amount == OWED.filter(pl.col("flight_id").is_in(fault.flight_ids))["amount"].sum()

    def test_one_flight_is_posted_twice(self, seed: int) -> None:
        entries, found = faults(OWED, seed)
        fault = found[FaultKind.DUPLICATED_FLIGHT]
        (flight,) = fault.flight_ids
        posted = defaultdict(list)
        for component, where, amount in entries.select("component", "flight_id", "amount").iter_rows():
            posted[component, where].append(amount)
        doubled = {key: amounts for key, amounts in posted.items() if key[1] and len(amounts) == 2}
        assert {key[1] for key in doubled} == {flight}
        assert all(one == two for one, two in doubled.values())
        assert fault.amount == -sum(one for one, _ in doubled.values())

    def test_nothing_else_is_wrong(self, seed: int) -> None:
        entries, found = faults(OWED, seed)
        flights = {flight for fault in found.values() for flight in fault.flight_ids}
        (person,) = found[FaultKind.MISSED_STEP].crew_ids
        clean = (pl.col("crew_id") != person) & ~pl.col("flight_id").is_in(sorted(flights)).fill_null(value=False)
        keys = ["crew_id", "component", "flight_id", "amount"]
        owed = OWED.filter(clean & (pl.col("component") != "red_eye")).select(keys).sort(keys)
        assert entries.filter(clean).select(keys).sort(keys).equals(owed)


def test_the_ledger_has_its_columns_and_passes_its_check() -> None:
    entries, _ = faults(OWED, 1)
    assert dict(entries.schema) == LEDGER
    assert checks.ledger(entries).equals(entries)
    assert set(entries["posted"]) == {5000}


def test_the_same_seed_gives_the_same_ledger_whatever_the_order_of_lines() -> None:
    assert faults(OWED.reverse(), 3)[0].equals(faults(OWED, 3)[0])
    assert faults(OWED.reverse(), 3)[1] == faults(OWED, 3)[1]
    assert any(faults(OWED, seed)[1] != faults(OWED, 3)[1] for seed in (4, 5))


def test_several_lines_of_one_flight_and_component_are_one_entry() -> None:
    two = pl.DataFrame([line("c0", "flight_pay", 70, 1, 60), line("c0", "flight_pay", 50, 1, 60)], schema=dict(LINES))
    entries, found = faults(two, 1)
    assert entries.select("crew_id", "component", "flight_id", "amount").rows() == [("c0", "flight_pay", "f01", 120)]
    assert found == {}


def test_a_line_of_nothing_is_not_posted() -> None:
    nothing = pl.DataFrame([line("c0", "guarantee", 0, rate=60)], schema=dict(LINES))
    assert faults(nothing, 1)[0].is_empty()


def test_without_premiums_and_steps_only_the_flights_go_wrong() -> None:
    flat = month(premiums=False).filter(pl.col("crew_id").is_in(["c0", "c5"]))
    _, found = faults(flat, 1)
    assert set(found) == {FaultKind.DROPPED_FLIGHTS, FaultKind.DUPLICATED_FLIGHT}
    assert len(found[FaultKind.DROPPED_FLIGHTS].flight_ids) == flat["flight_id"].drop_nulls().n_unique() - 1
