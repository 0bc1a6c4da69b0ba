"""The columns that leave this room. Instants are UTC minutes since 1970, lengths are minutes."""

from typing import Final

import polars as pl

from domain.frames import CREW, Schema

_T, _I, _D, _B = pl.String(), pl.Int64(), pl.Date(), pl.Boolean()

DEPARTURES: Final[Schema] = {
    "row": _I,  # line of the file, the header being line 1
    "carrier": _T, "number": _I,
    "registration": _T, "aircraft_type": _T,
    "origin": _T, "destination": _T,
    "day": _D, "clock": _I,  # scheduled departure: local date and minute of day at the origin
    "length": _I,  # scheduled, out to in
    "departure_delay": _I,  # null when cancelled; negative when early
    "flown_length": _I,  # actual, out to in; null when cancelled or when no arrival was recorded
    "cancelled": _B,
}  # fmt: skip
"""One row a real departure of 2013, as recorded, before it is moved."""

AIRCRAFT: Final[Schema] = {"registration": _T, "aircraft_type": _T, "manufacturer": _T, "seats": _I, "built": _I}
"""One row a real aircraft; ``built`` is a year and may be null."""

FLIGHTS: Final[Schema] = {
    "flight_id": _T,  # a stable uuid5
    "flight_number": _T, "origin": _T, "destination": _T,
    "scheduled_out": _I, "scheduled_in": _I, "out": _I, "in": _I,  # actual times are null when cancelled
    "delay_code": _T,  # always generated (the record has none); null unless late or cancelled
    "cancelled": _B,
    "registration": _T, "aircraft_type": _T,  # null where the record has none
    "generated": _B,  # the whole row is made up: an inbound leg
    "arrival_generated": _B,  # a real departure without a recorded arrival: ``in`` follows from the scheduled length
}  # fmt: skip
"""One row a flight of the month asked for."""

PEOPLE: Final[Schema] = {
    **CREW, "first_name": _T, "last_name": _T, "seniority_number": _I, "union_status": _T, "contract_type": _T,
}  # fmt: skip
"""One row a crew member; everything in it is generated."""
