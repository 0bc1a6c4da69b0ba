"""The columns of the frames that flow between the record, the pay engine and the API.

Instants are UTC minutes since 1970; lengths are minutes; money is whole minor units. Keys are text.
A frame is checked against its schema where it enters a room (``conform``).
"""

from typing import Final

import polars as pl

from domain.errors import InputError

Schema = dict[str, pl.DataType]
_T, _I, _D, _B = pl.String(), pl.Int64(), pl.Date(), pl.Boolean()

CREW: Final[Schema] = {
    "crew_id": _T, "employee_id": _T, "position": _T, "base": _T, "zone": _T,
    "hire_date": _D,
    "contract_rate": _I,  # minor units an hour on record for the crew member at the period's start; null: the scale's
    "available_from": _D,  # first and last day in the period on the airline's books (inclusive)
    "available_to": _D,
}  # fmt: skip
"""One row a crew member and period."""

CREW_MORE: Final[Schema] = {
    "contract_rate_parts": _I,  # hundredths of a minor unit on top of the contract rate, 0 to 99
}
"""What a CREW frame may say beside."""

DUTIES: Final[Schema] = {
    "duty_id": _T, "trip_id": _T, "crew_id": _T,
    "report": _I, "release": _I,  # as flown where flown, else as planned
    "planned_report": _I, "planned_release": _I,
}  # fmt: skip
"""One row a duty period of a crew member."""

LEGS: Final[Schema] = {
    "leg_id": _T,  # the assignment's id
    "flight_id": _T, "duty_id": _T, "trip_id": _T, "crew_id": _T,
    "flight_number": _T, "kind": _T,  # OPERATING or DEADHEAD
    "origin": _T, "destination": _T, "aircraft_type": _T,
    "scheduled_out": _I, "scheduled_in": _I, "out": _I, "in": _I,  # actual times are null until flown
    "delay_code": _T, "cancelled": _B,
}  # fmt: skip
"""One row an assignment of a crew member to a flight."""

LEG_MORE: Final[Schema] = {
    "told_block": _I,  # block in minutes where no times are known (a pay case may say so); else null
    "operated_by_other": _B, "added_after_report": _B, "gate_return": _B,
    "language": _T,  # ISO code of the language the crew member is on the leg for
    "landed": _I,  # touchdown
    "day_off": _B,  # the day of arrival on the base clock was a published day off
}  # fmt: skip
"""What a LEGS frame may say beside; a column left out is null throughout: not known, and for a flag not so."""

DUTY_MORE: Final[Schema] = {
    "assigned_by": _T,  # LINE, TRADE, PICK_UP, RESERVE, JUNIOR or RECALL; null: not told
    "reported": _B,  # a report or a release is on record; null: not told
}
"""What a DUTIES frame may say beside."""

STANDBY: Final[Schema] = {
    "standby_id": _T, "crew_id": _T, "kind": _T,  # AIRPORT or HOME
    "start": _I, "end": _I,
    "trip_id": _T,  # the trip it was used for; null: nothing was flown out of it
}  # fmt: skip
"""One row a standby or reserve of a crew member. It is no row of DUTIES."""

DAYS: Final[Schema] = {"crew_id": _T, "day": _D, "kind": _T}
"""One row a day on the base clock that is TRAINING, VACATION, UNPAID, DAY_OFF (published) or other LEAVE."""

VERSIONS: Final[Schema] = {
    "crew_id": _T, "trip_id": _T, "stage": _T,  # BID, AWARDED, PUBLISHED, AT_REPORT
    "report": _I, "release": _I,
    "block": _I, "deadhead": _I,  # minutes of scheduled block of its operated legs, and of its deadheads
}  # fmt: skip
"""One row a trip and stage: the trip as it last stood at that stage. The flown one is in DUTIES and LEGS."""

EMPTIED: Final[Schema] = {"crew_id": _T, "trip_id": _T, "report": _I}
"""One row a trip that is still a crew member's and has no duty left, and when it was to report. It has no DUTIES."""

TOLD: Final[Schema] = {"crew_id": _T, "credit": _I, "days_worked": _I, "unpaid_days": _I}
"""What a pay case says of a crew member in place of trips and days; nulls are not told."""

HOLIDAYS: Final[Schema] = {"day": _D}
"""The carrier's holidays."""

LINES: Final[Schema] = {
    "crew_id": _T, "component": _T, "rule_owner": _T, "rule_code": _T, "rule_since": _D,
    "trip_id": _T, "duty_id": _T, "leg_id": _T, "flight_id": _T,
    "standby_id": _T, "day": _D,  # of a line about a standby, or about one calendar day
    "quantity": _I, "unit": _T,  # MINUTES or EACH
    "rate": _I,  # whole minor units an hour (or each)
    "rate_parts": _I,  # hundredths of a minor unit on top of the rate, 0 to 99; null as the rate is
    "percent": _I,
    "amount": _I,
    "credit": _I,  # credit minutes the line adds
    "reason": _T,
}  # fmt: skip
"""One row a line of a statement; the lines of a crew member add up to the gross, to the minor unit."""

LINE_MORE: Final[Schema] = {
    "adjustment_id": _T,  # of a line that pays what was earned in an earlier period
}
"""What a LINES frame may say beside."""

PAID: Final[Schema] = {
    "crew_id": _T, "component": _T, "rule_owner": _T, "rule_code": _T, "rule_since": _D,
    "trip_id": _T, "duty_id": _T, "flight_id": _T, "standby_id": _T, "day": _D,
    "amount": _I, "credit": _I,
}  # fmt: skip
"""One row a line that was paid of a period: in its own run, or later as an adjustment."""

ADJUSTMENTS: Final[Schema] = {
    "adjustment_id": _T, "earned": _D,  # the first day of the period it was earned in
    **{name: kind for name, kind in PAID.items() if name != "credit"},
    "reason": _T,
}  # fmt: skip
"""One row an adjustment that is paid in a later period than it was earned in."""

TOTALS: Final[Schema] = {
    "crew_id": _T, "credit": _I, "block": _I, "guarantee": _I, "overtime": _I, "hourly_rate": _I, "gross": _I,
    "flight_pay": _I, "overtime_pay": _I, "delay_pay": _I, "per_diem": _I, "premium_pay": _I,
}  # fmt: skip
"""One row a crew member: credit, block, guarantee and overtime in minutes; the rest in minor units."""

LEDGER: Final[Schema] = {"entry_id": _T, "crew_id": _T, "component": _T, "flight_id": _T, "amount": _I, "posted": _I}
"""What payroll really paid: one row an entry; ``flight_id`` may be null; ``posted`` is a UTC minute."""

DISCREPANCIES: Final[Schema] = {
    "crew_id": _T, "component": _T, "flight_id": _T, "type": _T, "severity": _T,
    "expected": _I, "actual": _I, "difference": _I,  # difference = expected - actual: what is still owed
    "group": _T,  # equal for findings with one cause, null when alone
    "note": _T,
}  # fmt: skip
"""One row a difference between what is owed and what was paid."""


def conform(frame: pl.DataFrame, schema: Schema, name: str, more: Schema | None = None) -> pl.DataFrame:
    """The frame's columns in the schema's order; a missing column or another type is an ``InputError``.

    Columns of ``more`` come after them, and are null throughout where the frame does not have them.
    """
    if more:
        absent = [pl.lit(None, kind).alias(column) for column, kind in more.items() if column not in frame.columns]
        return conform(frame.with_columns(absent), schema | more, name)
    if frame.schema == schema and frame.columns == list(schema):
        return frame
    missing = [column for column in schema if column not in frame.columns]
    if missing:
        raise InputError(f"The {name} frame lacks {', '.join(missing)}: select them where the frame is read.")
    chosen = frame.select(*schema)
    wrong = [
        f"{column} is {chosen.schema[column]}"
        for column, kind in schema.items()
        if chosen.schema[column] not in (kind, pl.Null)
    ]
    if wrong:
        raise InputError(f"The {name} frame has other types than its schema: {', '.join(wrong)}.")
    return chosen.cast(dict(schema.items()))


def empty(schema: Schema) -> pl.DataFrame:
    """A frame of this schema without rows."""
    return pl.DataFrame(schema=dict(schema))
