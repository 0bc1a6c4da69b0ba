"""One crew member's statement on record, each line with its rule and clause; and why other rules are silent."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from domain.claims import Claims
from domain.errors import NotFoundError
from domain.money import Currency
from domain.rulebook import Rulebook
from domain.rules.rule import Key
from services import airlines, ladders, periods, rownames, statementlevels, unpaid
from services.doors import Doors
from services.ladders import Step
from services.months import Month
from services.statementlevels import Named
from services.undecided import Undecided, open_rows
from store import airlines as airline_rows
from store import calculations, crew, rows, rulebooks
from store.database import ReadSession
from store.tables import CrewMember, Flight, PayCalculation, PayLine

_ROWS: Final = 400
"""How many rows an explanation tells of."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``amount`` in minor units, ``credit`` in minutes; a generated ``flight`` ends in ``*``. ``step`` says
    where it stands on its way to the crew member.
    """

    component: str
    amount: int
    credit: int
    flight: str
    rule: str
    clause: str
    reason: str
    step: Step


@dataclass(frozen=True, slots=True)
class Need:
    """A rule that could not be decided, on one flight or (empty) on more; ``missing`` names facts, with commas."""

    rule: str
    flight: str
    missing: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A current calculation with its lines. ``credit`` and ``guarantee`` in minutes, ``gross`` in minor units.

    With ``needs`` the total is not complete: it is what is certain so far.
    """

    employee_id: str
    name: str
    position: str
    base: str
    version: int
    credit: int
    guarantee: int
    gross: int
    currency: Currency
    rulebook: str
    lines: tuple[Line, ...]
    needs: tuple[Need, ...]
    levels: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Silence:
    """Why a rule wrote no line for a row (a flight, duty or month, by its name), and by how much it fell short, in
    its ``unit``: MINUTES, DAYS or EACH.
    """

    on: str
    cause: str
    short_by: int | None
    unit: str | None
    why: str


async def of(doors: Doors, claims: Claims, airline: str, month: Month, employee_id: str) -> Statement:
    """The crew member's statement of the month, with the clauses of the Rulebook it was worked out by."""
    found = await airlines.find(doors, claims, airline)
    async with doors.database.reading(claims) as session:
        member = await _member(session, found.id, employee_id)
        period = await periods.find(session, found.id, month)
        (calculation,) = await calculations.of_crew(session, [member.id], period)
        if calculation is None:
            raise NotFoundError(f"Nothing is worked out for {employee_id} in {month[0]:%Y-%m}: run the month's pay.")
        lines = await calculations.lines(session, [calculation.id])
        steps = await ladders.of(session, [calculation.id], doors.settings.minute())
        undecided = await open_rows(doors, found.id, [calculation.id])
        wanted = [UUID(each.flight_id) for each in undecided if each.flight_id]
        wanted += [line.flight_id for line in lines if line.flight_id]
        flights = await rows.by_ids(session, Flight, wanted)
        rulebook = await rulebooks.get(session, found.id, calculation.rulebook_hash)
        currency = await airline_rows.currency(session, found.id)
        named = await statementlevels.of(session, member, lines)
    name = crew.names([member], doors.sealer)[member.id]
    numbers = {each.id: each.shown for each in flights if each is not None}
    told = tuple(_line(line, numbers, rulebook, steps[line.id]) for line in lines)
    needs = tuple(_need(each, numbers) for each in undecided)
    return _statement(member, f"{name.first} {name.last}", calculation, currency, told, needs, tuple(named))


async def silences(
    doors: Doors, claims: Claims, airline: str, month: Month, employee_id: str, rule: str
) -> list[Silence]:
    """Why a rule (``CODE`` of the airline's own or of shared law, or ``OWNER/CODE``) wrote no line, row by row."""
    found = await airlines.find(doors, claims, airline)
    async with doors.database.reading(claims) as session:
        member = await _member(session, found.id, employee_id)
    owner, _, code = rule.rpartition("/")
    told = await unpaid.why_not(doors, claims, airline, month, member.id, Key(owner or airline, code))
    shown = told.select("key", "cause", "short_by", "unit", "why").head(_ROWS)
    async with doors.database.reading(claims) as session:
        named = await rownames.of(session, member, shown["key"].to_list())
    return [Silence(named.get(key, key), *row) for key, *row in shown.rows()]


async def _member(session: ReadSession, airline_id: UUID, employee_id: str) -> CrewMember:
    every = await crew.every(session, airline_id)
    found = next((member for member in every if member.employee_id == employee_id), None)
    if found is None:
        raise NotFoundError(f"There is no crew member {employee_id} here (or it is not you).")
    return found


def _line(line: PayLine, flights: dict[UUID, str], rulebook: Rulebook, step: Step) -> Line:
    rule = rulebook.rules.get(Key(line.rule_owner or "", line.rule_code or ""))
    return Line(
        component=line.component,
        amount=line.amount_minor,
        credit=line.credit_minutes,
        flight=flights.get(line.flight_id, "") if line.flight_id else "",
        rule=line.rule_code or "",
        clause=rule.clause if rule else "",
        reason=line.reason,
        step=step,
    )


def _need(undecided: Undecided, flights: dict[UUID, str]) -> Need:
    flight = flights.get(UUID(undecided.flight_id), "") if undecided.flight_id else ""
    return Need(undecided.rule.code, flight, undecided.missing)


def _statement(
    member: CrewMember,
    name: str,
    calculation: PayCalculation,
    currency: Currency,
    lines: tuple[Line, ...],
    needs: tuple[Need, ...],
    levels: tuple[Named, ...],
) -> Statement:
    return Statement(
        employee_id=member.employee_id,
        name=name,
        position=member.position.value,
        base=member.base_location,
        version=calculation.version,
        credit=calculation.credit_minutes,
        guarantee=calculation.guarantee_minutes,
        gross=calculation.gross_minor,
        currency=currency,
        rulebook=calculation.rulebook_hash,
        lines=lines,
        needs=needs,
        levels=levels,
    )
