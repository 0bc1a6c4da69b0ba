"""Months by the settable clock."""

from datetime import date
from pathlib import Path

import pytest

from domain.errors import InputError
from services import months
from tests.fixtures_doors import settings_at

AROUND = {
    "2026-12-02T00:00Z": (date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)),
    "2027-01-31T23:59Z": (date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)),
    "2028-03-01T00:00+10:00": (date(2028, 1, 1), date(2028, 2, 1), date(2028, 3, 1)),
}


@pytest.mark.parametrize(("now", "days"), AROUND.items())
def test_the_month_before_and_this_one_touch(now: str, days: tuple[date, date, date], tmp_path: Path) -> None:
    before, current = months.around(settings_at(tmp_path, now))
    assert (before[0], before[1], current[1]) == days
    assert before[1] == current[0]


def test_a_month_is_read_as_it_is_written() -> None:
    assert months.parse("2028-02") == (date(2028, 2, 1), date(2028, 3, 1))
    for wrong in ("2028-13", "2028-2", "November", ""):
        with pytest.raises(InputError, match="no month"):
            months.parse(wrong)
