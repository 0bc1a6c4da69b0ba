"""A frame has the columns of its schema, in order and type, or it is an error that names them."""

import polars as pl
import pytest

from domain.errors import InputError
from domain.frames import LEDGER, conform, empty

ROW = {
    "entry_id": ["1"],
    "crew_id": ["c"],
    "component": ["delay_pay"],
    "amount": [5],
    "posted": [1],
    "flight_id": ["f"],
}


def test_columns_come_in_the_order_of_the_schema() -> None:
    frame = conform(pl.DataFrame(ROW | {"extra": [1]}), LEDGER, "ledger")
    assert dict(frame.schema) == LEDGER


def test_a_column_of_unknowns_takes_its_type() -> None:
    assert conform(pl.DataFrame(ROW | {"flight_id": [None]}), LEDGER, "ledger").schema["flight_id"] == pl.String()


def test_missing_columns_are_named() -> None:
    with pytest.raises(InputError, match="The ledger frame lacks amount, posted"):
        conform(pl.DataFrame(ROW).drop("amount", "posted"), LEDGER, "ledger")


@pytest.mark.parametrize("amount", [5.0, "5", True])
def test_other_types_are_not_converted(amount: object) -> None:
    with pytest.raises(InputError, match="The ledger frame has other types than its schema: amount is"):
        conform(pl.DataFrame(ROW | {"amount": [amount]}), LEDGER, "ledger")


def test_an_empty_frame_has_its_columns() -> None:
    assert conform(empty(LEDGER), LEDGER, "ledger").is_empty()
