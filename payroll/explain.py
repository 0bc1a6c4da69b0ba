"""Why a rule wrote no line: for one crew member, row by row, what failed, the value there and by how much.

This is the talkative reading, for a screen, worked out on demand. What fired and what did not is the engine's own
answer; only the words are found here (``payroll.silence``).
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

import polars as pl

from domain.errors import InputError
from domain.frames import Schema
from domain.money import Currency
from domain.rulebook import Rulebook
from domain.rules.rule import Key
from payroll.beside import Beside
from payroll.engine import PayResult, result_of, walked
from payroll.run import Run
from payroll.saying import Cause
from payroll.silence import Telling
from payroll.terms import component_of

NOT_PAID: Final[Schema] = {
    "crew_id": pl.String(),
    "component": pl.String(),
    "rule_owner": pl.String(),
    "rule_code": pl.String(),
    "grain": pl.String(),  # the table of the row
    "key": pl.String(),  # the leg's, duty's, standby's, trip's or crew member's id, or the day
    "cause": pl.String(),
    "failed": pl.String(),  # the part of its condition that is not so; null: there is more to it than one part
    "value": pl.String(),  # what is there instead
    "short_by": pl.Int64(),  # how far a number or date is from holding, in the unit
    "unit": pl.String(),  # of short_by: MINUTES, DAYS or EACH
    "why": pl.String(),
}
"""One row a rule and row that it wrote no line for."""


class Told(NamedTuple):
    """One crew member's pay, and NOT_PAID of every rule that writes lines."""

    result: PayResult
    not_paid: pl.DataFrame


def explained(
    rulebook: Rulebook,
    crew: pl.DataFrame,
    duties: pl.DataFrame,
    legs: pl.DataFrame,
    currency: Currency,
    beside: Beside | None = None,
) -> Told:
    """What one crew member is owed, as ``payroll.engine.pay`` says it, and why the other rules wrote no line."""
    _alone(crew)
    run = walked(rulebook, crew, duties, legs, currency, beside, telling=True)
    result = result_of(run)
    return Told(result, _silences(run, result, crew["crew_id"][0], None))


def not_paid(
    rulebook: Rulebook,
    crew: pl.DataFrame,
    duties: pl.DataFrame,
    legs: pl.DataFrame,
    currency: Currency,
    only: Key | None = None,
    beside: Beside | None = None,
) -> pl.DataFrame:
    """NOT_PAID for one crew member, for every rule that writes lines or only for one; two people are an InputError."""
    _alone(crew)
    run = walked(rulebook, crew, duties, legs, currency, beside, telling=True)
    return _silences(run, result_of(run), crew["crew_id"][0], only)


def _alone(crew: pl.DataFrame) -> None:
    if crew.height != 1:
        raise InputError(
            f"An explanation is for one crew member, not for {crew.height}: pass that person's rows alone."
        )


def _silences(run: Run, result: PayResult, crew_id: str, only: Key | None) -> pl.DataFrame:
    telling = Telling(run, result)
    wanted = [key for key in run.candidates if only in (None, key)]
    found = [(crew_id, *row) for key in wanted for row in _of(run, telling, key)]
    return pl.DataFrame(found, schema=dict(NOT_PAID), orient="row")


def _of(run: Run, telling: Telling, key: Key) -> Iterator[tuple[str | int | None, ...]]:
    """A row for each row of a rule's table without a standing line."""
    candidate = run.candidates[key]
    named = component_of(candidate.rule), key.owner, key.code, str(candidate.table)
    for name, said in telling.silences(candidate):
        yield (*named, name, said.cause.value, said.failed, said.value, said.short_by, said.unit, said.why)


__all__ = ["NOT_PAID", "Cause", "Told", "explained", "not_paid"]
