"""What a pay run left open for lack of data, and which of it a claim is about."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

import polars as pl

from domain.rulebook import Rulebook
from domain.rules.pay import Grain
from domain.rules.rule import Key
from payroll.claim import Claim, Decision, Outcome
from payroll.kinds import DiscrepancyType
from payroll.review import MEANT
from payroll.terms import component_of
from services import airlines
from services.doors import Doors
from store import calculations


class Undecided(NamedTuple):
    """A rule that could not be decided on one row of a calculation: on a leg of ``flight_id``, or on more than one."""

    calculation_id: UUID
    rule: Key
    flight_id: str | None
    missing: str


async def open_rows(doors: Doors, airline_id: UUID, calculation_ids: Sequence[UUID]) -> list[Undecided]:
    """What is open in these calculations, which the asker was seen to see: crew cannot read the runs they come from."""
    async with doors.database.reading(airlines.service(airline_id)) as session:
        found = await calculations.undecided(session, calculation_ids)
    leg = pl.when(pl.col("grain") == str(Grain.LEG)).then(pl.col("flight_ids").list.first())
    rows = found.select("calculation_id", "rule_owner", "rule_code", leg.alias("flight_id"), "missing").rows()
    return [Undecided(UUID(made), Key(owner, code), flight, missing) for made, owner, code, flight, missing in rows]


def blocking(claim: Claim, answer: Decision, rulebook: Rulebook, undecided: pl.DataFrame) -> str:
    """Why this answer may not be given yet: a sentence, or nothing where it may.

    What is certain so far can only be too little, so a claim that it covers in full is approved all the same.
    """
    rows = undecided if answer.decision is not Outcome.APPROVE else undecided.clear()
    rules = concerned(claim, rulebook, rows).group_by("rule_owner", "rule_code").agg(pl.col("missing").unique().sort())
    if rules.is_empty():
        return ""
    lacks = [f"{owner}/{code} needs {'; '.join(missing)}" for owner, code, missing in rules.sort(pl.all()).rows()]
    return f"Claim {claim.number} cannot be decided: {', '.join(lacks)}. Supply this and recalculate the month's pay."


def concerned(claim: Claim, rulebook: Rulebook, undecided: pl.DataFrame) -> pl.DataFrame:
    """The rows of ``store.calculations.UNDECIDED`` that bear on what a claim speaks of.

    What is open for the whole period says nothing of one flight. A row whose flights are not known any more does.
    """
    keys = undecided.select("rule_owner", "rule_code").rows()
    component = pl.Series("component", [_component(rulebook, Key(*key)) for key in keys], dtype=pl.String)
    meant = {kind.value: expression for kind, expression in MEANT.items()}.get(claim.claim_type, pl.lit(True))
    of_flights = pl.col("flight_ids").list.set_intersection(list(claim.flight_ids)).list.len() > 0
    unknown = pl.col("flight_ids").list.len() == 0
    whole = pl.lit(claim.claim_type == DiscrepancyType.GUARANTEE_SHORTFALL.value)
    about = pl.when(pl.col("grain") == str(Grain.PERIOD)).then(whole).otherwise(of_flights | unknown)
    fits = meant.fill_null(True) & (about if claim.flight_ids else pl.lit(True))
    return undecided.with_columns(component).filter(fits)


def _component(rulebook: Rulebook, key: Key) -> str | None:
    rule = rulebook.rules.get(key)
    return component_of(rule) if rule else None
