"""How rule data is written: lengths, clock times, money and ratios; a misspelt term is an error."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from domain.rules.fields import Amount, Count, Frozen, MinuteOfDay, Minutes, Percent


class Sample(Frozen):
    """One field of each type."""

    length: Minutes = 0
    clock: MinuteOfDay = 0
    amount: Amount = Decimal(0)
    percent: Percent = 0
    count: Count = 0


READ = [
    ("length", "10:30", 630),
    ("length", "0:05", 5),
    ("length", "168:00", 10_080),
    ("length", 630, 630),
    ("clock", "24:00", 1440),
    ("clock", "5:00", 300),
    ("amount", "90.00", Decimal(90)),
    ("amount", "0.0125", Decimal("0.0125")),
    ("amount", 90, Decimal(90)),
    ("percent", 150, 150),
    ("count", 0, 0),
]
REFUSED = [
    ("length", "10.5", "write H:MM or whole minutes"),
    ("length", "10:60", "write H:MM or whole minutes"),
    ("length", "-1:00", "write H:MM or whole minutes"),
    ("length", 10.5, "valid integer"),
    ("length", True, "is no length"),
    ("length", -1, "greater than or equal to 0"),
    ("clock", "24:01", "less than or equal to 1440"),
    ("amount", 90.5, "write money in quotes"),
    ("amount", True, "write money in quotes"),
    ("amount", "ninety", "is no amount"),
    ("amount", "NaN", "finite number"),
    ("amount", "-1", "greater than or equal to 0"),
    ("amount", "0.00001", "no more than 4 decimal places"),
    ("percent", "50", "valid integer"),
    ("percent", 1001, "less than or equal to 1000"),
    ("count", 2.0, "valid integer"),
    ("lenght", 1, "Extra inputs are not permitted"),
]


@pytest.mark.parametrize(("field", "given", "expect"), READ)
def test_reads(field: str, given: object, expect: object) -> None:
    assert getattr(Sample.model_validate({field: given}), field) == expect


@pytest.mark.parametrize(("field", "given", "said"), REFUSED)
def test_refuses(field: str, given: object, said: str) -> None:
    with pytest.raises(ValidationError) as refused:
        Sample.model_validate({field: given})
    assert said in str(refused.value)


def test_a_record_is_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Sample().count = 3  # type: ignore[misc]
