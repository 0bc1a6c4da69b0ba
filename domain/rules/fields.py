"""The field types that rule data is written in: lengths, clock times, money, ratios."""

import re
from decimal import Decimal, InvalidOperation
from typing import Annotated

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from domain.countries import countries

_LENGTH = re.compile(r"^(\d{1,5}):([0-5]\d)$")


def _minutes(value: object) -> object:
    """``"10:30"`` is 630; whole numbers are minutes already; anything else is refused by the type."""
    if isinstance(value, str) and (found := _LENGTH.match(value)):
        return int(found[1]) * 60 + int(found[2])
    if isinstance(value, bool | str):
        raise ValueError(f"{value!r} is no length: write H:MM or whole minutes")
    return value


def _decimal(value: object) -> object:
    if isinstance(value, float | bool):
        raise ValueError(f"{value!r} is a binary fraction: write money in quotes, such as '90.00'")
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"{value!r} is no amount: write '90.00'") from None


def _country(code: str) -> str:
    if code not in countries():
        raise ValueError(f"there is no country {code[:40]!r}: use an ISO code such as US")
    return code


type_minutes = BeforeValidator(_minutes)
Minutes = Annotated[int, type_minutes, Field(ge=0, le=600_000, strict=True)]
"""A length in minutes, written ``H:MM`` or as whole minutes."""
MinuteOfDay = Annotated[int, type_minutes, Field(ge=0, le=1440, strict=True)]
"""Minutes since local midnight; 1440 is the end of the day."""
Amount = Annotated[Decimal, BeforeValidator(_decimal), Field(ge=0, le=10_000_000, decimal_places=4)]
"""Money in the currency's unit, written in quotes; turned into whole minor units where it is used."""
Percent = Annotated[int, Field(ge=0, le=1000, strict=True)]
"""A whole percentage."""
Count = Annotated[int, Field(ge=0, le=1000, strict=True)]
Country = Annotated[str, AfterValidator(_country)]
"""The ISO code of a country."""


class Frozen(BaseModel):
    """A frozen record that refuses unknown keys, so that a misspelt term is an error and not a silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)
