"""Whether a trip's receipt still is what the record and the rules of now come to."""

from dataclasses import dataclass

from domain.errors import InputError, NotFoundError, RefusedError
from services import causes, tripworth
from services.airlines import service
from services.causes import Cause
from services.crewtrips import CrewTrip
from services.doors import Doors
from store import receipts
from store.database import ReadSession
from store.tables import Airline, TripReceipt


@dataclass(frozen=True, slots=True)
class Stale:
    """Why a receipt is stale, in one sentence, and what changed since it was made."""

    why: str
    causes: tuple[Cause, ...]


async def of(doors: Doors, session: ReadSession, airline: Airline, named: CrewTrip, row: TripReceipt) -> Stale | None:
    """What a receipt is made of held beside what it would be made of now; None where that is the same to the byte.

    The session must be the airline's: crew see neither all rules nor any history.
    """
    try:
        worth = await tripworth.of(doors, service(airline.id), session, airline, named)
    except (InputError, NotFoundError, RefusedError) as wrong:
        return Stale(
            f"it cannot be worked out as things stand. {wrong}", await causes.between(session, row, row.inputs)
        )
    now = receipts.origins(worth.shares)
    if now == row.inputs:
        return None
    return Stale("what it rests on has changed since it was made.", await causes.between(session, row, now))
