"""Grids as sheets: printed, changed, pasted, and refused with a case where they cannot be."""

from collections.abc import Callable
from datetime import date

import pytest

from domain.errors import InputError, RefusedError
from domain.grids import Fault
from services import drafting, grids
from services.airlines import OPERATOR
from services.doors import Doors

TABLE_B, RATES = "14CFR117.13(a)", "SAMPLE_Section_3.A"


async def test_a_grid_comes_out_as_a_sheet_and_goes_in_as_one(ruled: Doors) -> None:
    sheet = await grids.printed(ruled, OPERATOR, TABLE_B)
    head, first, *_ = sheet.splitlines()
    assert head.split("\t")[:3] == ["from", "to", "1"]
    assert first.split("\t")[:3] == ["00:00", "04:00", "9:00"]
    found, doubts = await grids.pasted(ruled, OPERATOR, "PUBLIC", TABLE_B, sheet.replace("9:00", "8:30", 1))
    assert found.lines == (f"set the content of PUBLIC/{TABLE_B}",)
    assert [doubt.fault for doubt in doubts] == [Fault.NOT_MONOTONIC]
    await drafting.discard(ruled, OPERATOR, "PUBLIC")


async def test_a_pay_scale_from_a_day_on(ruled: Doors) -> None:
    sheet = await grids.printed(ruled, OPERATOR, RATES, "XP")
    day = date(2027, 1, 1)
    found, _ = await grids.pasted(ruled, OPERATOR, "XP", RATES, sheet.replace("210.00", "215.00"), day)
    assert found.lines == (f"set the content of XP/{RATES} from 2027-01-01 on",)
    again, _ = await grids.pasted(ruled, OPERATOR, "XP", RATES, sheet, date(2028, 1, 1))
    assert len(again.lines) == 2
    await drafting.discard(ruled, OPERATOR, "XP")


WRONG = [
    ("a gap", TABLE_B, lambda sheet: without_line(sheet, 1), None, "A report at 00:00 is in no line"),
    ("an overlap", TABLE_B, lambda sheet: sheet + line_of(sheet, 1), None, "A report at 00:00 is in two lines"),
    ("backwards", TABLE_B, lambda sheet: sheet.replace("00:00\t04:00", "04:00\t00:00"), None, "before it begins"),
    ("no grid", "OPS-REPORT", lambda _: "from\tto\t1\n00:00\t24:00\t9:00\n", None, "is no grid"),
    ("text only", "14CFR117.5", lambda _: "from\tto\t1\n00:00\t24:00\t9:00\n", None, "is text only"),
    ("another grid", TABLE_B, lambda _: "years\tCAPTAIN\n0\t90.00\n", None, "is no grid of fdp_table"),
    ("two days", TABLE_B, lambda sheet: dated(sheet, "2014-01-04"), date(2027, 1, 1), "leave one of them out"),
    ("a version left out", TABLE_B, lambda sheet: dated(sheet, "2027-01-01"), None, "The sheet has no grid since"),
]


def line_of(sheet: str, place: int) -> str:
    return sheet.splitlines(keepends=True)[place]


def without_line(sheet: str, place: int) -> str:
    return sheet.replace(line_of(sheet, place), "")


def dated(sheet: str, since: str) -> str:
    head, *lines = sheet.splitlines()
    return "\n".join([f"since\t{head}", *(f"{since}\t{line}" for line in lines)])


@pytest.mark.parametrize(("rule", "spoil", "since", "says"), [w[1:] for w in WRONG], ids=[w[0] for w in WRONG])
async def test_a_sheet_that_cannot_be_taken(
    rule: str, spoil: Callable[[str], str], since: date | None, says: str, ruled: Doors
) -> None:
    sheet = await grids.printed(ruled, OPERATOR, TABLE_B)
    with pytest.raises(InputError, match=says):
        await grids.pasted(ruled, OPERATOR, "PUBLIC", rule, spoil(sheet), since)
    assert not await drafting.opened(ruled, OPERATOR, "PUBLIC")


async def test_a_dated_sheet_drafts_what_is_new_in_it(ruled: Doors) -> None:
    sheet = await grids.printed(ruled, OPERATOR, TABLE_B)
    both = dated(sheet, "2014-01-04") + "\n" + dated(sheet, "2027-01-01").partition("\n")[2].replace("9:00", "8:45")
    found, _ = await grids.pasted(ruled, OPERATOR, "PUBLIC", TABLE_B, both)
    assert found.lines == (f"set the content of PUBLIC/{TABLE_B} from 2027-01-01 on",)
    await drafting.discard(ruled, OPERATOR, "PUBLIC")
    with pytest.raises(RefusedError, match="nothing is drafted"):
        await grids.pasted(ruled, OPERATOR, "PUBLIC", TABLE_B, dated(sheet, "2014-01-04"))
    with pytest.raises(InputError, match="is no grid"):
        await grids.printed(ruled, OPERATOR, "OPS-REPORT")
