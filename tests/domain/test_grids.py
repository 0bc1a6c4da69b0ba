"""Grids as sheets: what is written is read back, and every fault shows a case."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import InputError
from domain.grids import Fault, check, from_dated_sheet, from_sheet, to_dated_sheet, to_sheet
from domain.rules.limits import FdpTable, FlightTimeTable, MinimumRest
from domain.rules.pay import HourlyRate, StepChange
from domain.rules.rule import Version

TABLE = FdpTable.model_validate(
    {
        "rows": [
            {"start": "0:00", "end": "6:00", "limits": ["9:00", "9:00"]},
            {"start": "6:00", "end": "24:00", "limits": ["13:00", "12:30"]},
        ]
    }
)
FLIGHT = FlightTimeTable.model_validate({"rows": [{"start": 0, "end": 1440, "limit": "8:00"}]})
SCALE = HourlyRate.model_validate(
    {
        "steps": [
            {"position": "CAPTAIN", "years": 0, "rate": "200.00"},
            {"position": "CAPTAIN", "years": 2, "rate": "210.50"},
            {"position": "FIRST_OFFICER", "years": 0, "rate": "90.00"},
            {"position": "CAPTAIN", "years": 0, "rate": "212.00", "aircraft_type": "A321"},
        ]
    }
)
SHEET = "from\tto\t1\t2\n00:00\t06:00\t9:00\t9:00\n06:00\t24:00\t13:00\t12:30\n"
RATES = "years\tCAPTAIN\tFIRST_OFFICER\tCAPTAIN A321\n0\t200.00\t90.00\t212.00\n2\t210.50\t\t\n"


def test_a_table_of_limits_is_a_sheet() -> None:
    assert to_sheet(TABLE) == SHEET
    assert from_sheet(SHEET, TABLE) == TABLE
    assert from_sheet(to_sheet(FLIGHT), FLIGHT) == FLIGHT


def test_a_scale_is_a_sheet_with_a_column_for_each_seat_and_type() -> None:
    assert to_sheet(SCALE) == RATES
    assert from_sheet(RATES, SCALE) == SCALE


def test_commas_currency_signs_and_printed_clocks_are_read() -> None:
    pasted = 'years,CAPTAIN\n0,"$1,200.00"\n'
    assert from_sheet(pasted, SCALE).steps[0].rate == Decimal("1200.00")  # type: ignore[union-attr]
    assert from_sheet(SHEET.replace(":", ""), TABLE) == TABLE


def test_what_is_no_part_of_the_grid_stays() -> None:
    trip = SCALE.model_copy(update={"step_change": StepChange.TRIP})
    assert from_sheet(RATES, trip).step_change == "trip"  # type: ignore[union-attr]


def test_versions_are_one_sheet_with_their_dates() -> None:
    later = from_sheet(RATES.replace("210.50", "220.00"), SCALE)
    versions = (Version(since=date(2024, 1, 1), spec=SCALE), Version(since=date(2026, 1, 1), spec=later))
    text = to_dated_sheet(versions)
    assert text.splitlines()[:2] == [
        "since\tyears\tCAPTAIN\tFIRST_OFFICER\tCAPTAIN A321",
        "2024-01-01\t0\t200.00\t90.00\t212.00",
    ]
    assert from_dated_sheet(text, SCALE) == versions
    assert check(text.replace("220.00", "190.00"))[0].witness == {
        "since": "2026-01-01", "position": "CAPTAIN", "years": "2",
    }  # fmt: skip


FAULTS = [
    ("a gap", SHEET.replace("06:00\t24:00", "07:00\t24:00"), Fault.GAP, {"report": "06:00"}),
    ("a late begin", SHEET.replace("00:00\t", "01:00\t"), Fault.GAP, {"report": "00:00"}),
    ("an early end", SHEET.replace("24:00", "23:30"), Fault.GAP, {"report": "23:30"}),
    ("an overlap", SHEET.replace("06:00\t24:00", "05:30\t24:00"), Fault.OVERLAP, {"report": "05:30"}),
    ("a rise", SHEET.replace("12:30", "13:30"), Fault.NOT_MONOTONIC, {"report": "06:00", "segments": "2"}),
    (
        "a seat without a first step",
        RATES.replace("\t90.00", "\t"),
        Fault.GAP,
        {"position": "FIRST_OFFICER", "years": "0"},
    ),
    ("a step twice", RATES.replace("\n2\t", "\n0\t"), Fault.OVERLAP, {"position": "CAPTAIN", "years": "0"}),
    ("a fall", RATES.replace("210.50", "190.00"), Fault.NOT_MONOTONIC, {"position": "CAPTAIN", "years": "2"}),
    (
        "a type without a first step",
        RATES.replace("\t212.00", "\t"),
        Fault.GAP,
        {"position": "CAPTAIN", "aircraft_type": "A321", "years": "0"},
    ),
]


@pytest.mark.parametrize(("sheet", "fault", "witness"), [one[1:] for one in FAULTS], ids=[one[0] for one in FAULTS])
def test_a_fault_shows_a_case(sheet: str, fault: Fault, witness: dict[str, str]) -> None:
    (found,) = check(sheet)
    assert (found.fault, found.witness) == (fault, witness)
    assert found.says.endswith(".")


def test_a_line_that_ends_before_it_begins() -> None:
    found = check(SHEET.replace("06:00\t24:00", "06:00\t05:00"))
    assert [one.fault for one in found] == [Fault.BACKWARDS, Fault.GAP]


def test_sound_grids_have_no_finding() -> None:
    assert check(TABLE) == check(SCALE) == check(SHEET) == check(FLIGHT) == ()


def test_two_steps_of_a_spec_for_the_same_years_are_found() -> None:
    twice = SCALE.model_copy(update={"steps": (*SCALE.steps, SCALE.steps[0].model_copy(update={"rate": Decimal(7)}))})
    assert [one.fault for one in check(twice)] == [Fault.OVERLAP]


def test_more_segments_with_more_time_are_taken_and_reported() -> None:
    table = from_sheet(SHEET.replace("12:30", "13:30"), TABLE)
    assert [one.fault for one in check(table)] == [Fault.NOT_MONOTONIC]


REFUSED = [
    ("a gap", SHEET.replace("06:00\t24:00", "07:00\t24:00"), TABLE, "A report at 06:00 is in no line"),
    ("an empty cell", SHEET.replace("12:30", ""), TABLE, "cannot be taken as fdp_table"),
    ("rates for limits", RATES, TABLE, "begins with 'years'"),
    ("limits for rates", SHEET, SCALE, "begins with 'from'"),
    ("a word", SHEET.replace("12:30", "long"), TABLE, "06:00, 2: 'long' is no length"),
    ("no amount", RATES.replace("210.50", "much"), SCALE, "CAPTAIN, 2 years: 'much' is no amount"),
    ("no seat", RATES.replace("FIRST_OFFICER", "PURSER"), SCALE, "cannot be taken as hourly_rate"),
    ("nothing", "\n", SCALE, "The sheet is empty"),
    ("a cell too many", RATES + "3\t1\t2\t3\t4\n", SCALE, "Line 4 of the sheet has 5 cells"),
    ("no column to", SHEET.replace("\tto\t", "\tuntil\t"), TABLE, "no column 'to'"),
    ("no grid", SHEET, MinimumRest(minutes=600), "minimum_rest is no grid"),
]


@pytest.mark.parametrize(("text", "like", "message"), [one[1:] for one in REFUSED], ids=[one[0] for one in REFUSED])
def test_a_sheet_that_cannot_be_taken_says_why(text: str, like: FdpTable, message: str) -> None:
    with pytest.raises(InputError, match=message):
        from_sheet(text, like)


@given(st.data())
def test_any_table_comes_back(data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(1, 1439), max_size=8)))
    width = data.draw(st.integers(1, 7))
    limits = st.lists(st.integers(0, 1200), min_size=width, max_size=width).map(lambda row: sorted(row, reverse=True))
    rows = [
        {"start": start, "end": end, "limits": data.draw(limits)}
        for start, end in zip([0, *cuts], [*cuts, 1440], strict=True)
    ]
    table = FdpTable.model_validate({"rows": rows})
    assert from_sheet(to_sheet(table), TABLE) == table
    assert check(table) == ()


@given(st.data())
def test_a_minute_taken_out_of_a_table_is_the_witness(data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, 1438))
    lost = f"from,to,1\n00:00,{cut // 60:02}:{cut % 60:02},9:00\n{(cut + 1) // 60:02}:{(cut + 1) % 60:02},24:00,9:00\n"
    (found,) = check(lost)
    assert found.witness == {"report": f"{cut // 60:02}:{cut % 60:02}"}
