"""Receipts of trips: what each came to once its crew member was released; a corrected one is a version more."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import polars as pl
from sqlalchemy import func, select
from sqlmodel import col

from domain.canonical import digest_of
from domain.clock import tz_version
from domain.frames import LINES, Schema, empty
from domain.rulebook import Rulebook
from store import airlines, audit, inputs, rulebooks
from store.database import ReadSession, WriteSession
from store.runparts import NEEDS
from store.tables import TripReceipt
from store.tables.enums import Action

_DAYS: Final = ("rule_since", "day")


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a trip that one month pays: by which Rulebook, out of which input frames."""

    rulebook: Rulebook
    inputs: Mapping[str, pl.DataFrame]


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """What a trip came to: LINES and NEEDS of the trip alone, and what they were made of.

    ``seen``: the version of each row that it rests on, read before the rows themselves (``store.grounds``).
    """

    airline_id: UUID
    crew_id: UUID
    trip_id: UUID
    shares: Sequence[Share]
    lines: pl.DataFrame
    needs: pl.DataFrame
    engine: str
    recorded_at: datetime
    seen: Mapping[str, int]
    reason: str = ""


async def add(session: WriteSession, new: NewReceipt) -> TripReceipt:
    """The receipt, a version more than the last; where nothing is otherwise than in that one, that one."""
    before = await of_trip(session, new.airline_id, new.trip_id)
    made_of = origins(new.shares)
    key = _hashed(new, made_of)
    if before and before[-1].content_hash == key:
        return before[-1]
    for share in new.shares:
        await _keep(session, new.airline_id, share)
    receipt = TripReceipt(
        airline_id=new.airline_id,
        crew_member_id=new.crew_id,
        trip_id=new.trip_id,
        version=len(before) + 1,
        rulebook_hash=new.shares[0].rulebook.hash,
        tzdata_version=tz_version(),
        engine_version=new.engine,
        inputs=made_of,
        content_hash=key,
        reason=new.reason,
        release_recorded_at=new.recorded_at,
        credit_minutes=int(new.lines["credit"].sum()),
        gross_minor=int(new.lines["amount"].sum()),
        exponent=(await airlines.currency(session, new.airline_id)).exponent,
        lines=json.loads(new.lines.write_json()),
        needs_data=json.loads(new.needs.write_json()),
        created_at=func.clock_timestamp(),  # type: ignore[arg-type]
        seen=dict(new.seen),
    )
    session.add(receipt)
    await session.flush()
    await session.refresh(receipt)
    after = {"version": receipt.version, "gross_minor": receipt.gross_minor, "hash": key}
    await audit.record(
        session,
        Action.CALCULATED,
        "trip_receipt",
        receipt.id,
        airline_id=new.airline_id,
        after=after,
        reason=new.reason,
    )
    return receipt


async def of_trip(session: ReadSession, airline_id: UUID, trip_id: UUID) -> list[TripReceipt]:
    """Every version of a trip's receipt, oldest first."""
    asked = select(TripReceipt).where(col(TripReceipt.airline_id) == airline_id, col(TripReceipt.trip_id) == trip_id)
    return list(await session.scalars(asked.order_by(col(TripReceipt.version))))


def origins(shares: Sequence[Share]) -> list[dict[str, Any]]:
    """What a receipt is made of, as it keeps it: for each month the hash of its Rulebook, and those of its inputs."""
    return [
        {
            "rulebook": share.rulebook.hash,
            "inputs": {name: inputs.key(name, frame) for name, frame in share.inputs.items()},
        }
        for share in shares
    ]


def lines(receipt: TripReceipt) -> pl.DataFrame:
    """The LINES of a receipt."""
    return _frame(receipt.lines, LINES)


def needs(receipt: TripReceipt) -> pl.DataFrame:
    """The rows of a receipt that could not be decided (NEEDS)."""
    return _frame(receipt.needs_data, NEEDS)


def _frame(rows: list[Any], schema: Schema) -> pl.DataFrame:
    if not rows:
        return empty(schema)
    written = {name: pl.String() if name in _DAYS else kind for name, kind in schema.items()}
    return pl.DataFrame(rows, schema=written).with_columns(
        pl.col(name).str.to_date("%Y-%m-%d") for name in _DAYS if name in schema
    )


async def _keep(session: WriteSession, airline_id: UUID, share: Share) -> None:
    """Keeps the origins of a share, to be found again by their hashes."""
    for name, frame in share.inputs.items():
        await inputs.put(session, airline_id, name, frame)
    await rulebooks.put(session, airline_id, share.rulebook)


def _hashed(new: NewReceipt, made_of: list[dict[str, Any]]) -> str:
    """The hash of what the receipt says and of what it was made of."""
    origins = json.dumps(made_of, sort_keys=True)
    return digest_of("\n".join([new.lines.write_csv(), new.needs.write_csv(), origins, new.engine, tz_version()]))
