"""Why a rule wrote no line: for one crew member, row by row, what failed, the value there and by how much.

This is the slow and talkative reading, for a screen: it asks ``domain.conditions.evaluate`` row by row. What fired
and what did not is the engine's own answer; only the words are found here.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Final

import polars as pl

from domain.conditions import Outcome as Answer
from domain.conditions import Truth, evaluate
from domain.errors import InputError
from domain.frames import Schema
from domain.money import Currency
from domain.rulebook import Rulebook
from domain.rules.pay import Grain
from domain.rules.rule import Key, Rule, Scenario
from payroll.beside import Beside
from payroll.facts import ROW, build
from payroll.lines import Candidate
from payroll.run import Run
from payroll.selection import condition_of, read_on
from payroll.settle import displaced, twins
from payroll.terms import component_of, in_force

NOT_PAID: Final[Schema] = {
    "crew_id": pl.String(),
    "component": pl.String(),
    "rule_owner": pl.String(),
    "rule_code": pl.String(),
    "grain": pl.String(),
    "key": pl.String(),  # the leg's, duty's, trip's or crew member's id
    "cause": pl.String(),
    "short_by": pl.Int64(),  # how far a number or date is from holding, in the fact's unit
    "why": pl.String(),
}
"""One row a rule and row that it wrote no line for."""
_KEY: Final = {Grain.LEG: "leg_id", Grain.DUTY: "duty_id", Grain.TRIP: "trip_id", Grain.PERIOD: "crew_id"}
_Facts = Mapping[str, object]


class Cause(StrEnum):
    """Why there is no line."""

    NOT_IN_FORCE = "NOT_IN_FORCE"
    OUT_OF_SCOPE = "OUT_OF_SCOPE"
    CONDITION = "CONDITION"
    NEEDS_DATA = "NEEDS_DATA"
    DISPLACED = "DISPLACED"
    NOTHING_DUE = "NOTHING_DUE"


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
    if crew.height != 1:
        raise InputError(
            f"An explanation is for one crew member, not for {crew.height}: pass that person's rows alone."
        )
    run = Run(rulebook, build(rulebook.start, rulebook.end, crew, duties, legs, beside or Beside()), currency)
    run.walk()
    found = [
        {"crew_id": crew["crew_id"][0], **row}
        for key, candidate in run.candidates.items()
        if only in (None, key)
        for row in _silent(run, candidate)
    ]
    return pl.DataFrame(found, schema=dict(NOT_PAID), orient="row")


def _silent(run: Run, candidate: Candidate) -> Iterator[dict[str, object]]:
    """A row for each row of the rule's grain without a standing line."""
    rule, row = candidate.rule, ROW[candidate.grain]
    silent = run.rows.at(candidate.grain).join(run.standing.lines[rule.key], row, "anti", maintain_order="left")
    for facts in silent.iter_rows(named=True):
        cause, short_by, why = _why(run, candidate, facts)
        yield {
            "component": component_of(rule),
            "rule_owner": rule.owner,
            "rule_code": rule.code,
            "grain": str(candidate.grain),
            "key": facts[_KEY[candidate.grain]],
            "cause": cause.value,
            "short_by": short_by,
            "why": why,
        }


def _why(run: Run, candidate: Candidate, facts: _Facts) -> tuple[Cause, int | None, str]:
    rule, grain = candidate.rule, candidate.grain
    if outside := _scope(rule, facts):
        return outside
    answer = _closest([a for s in run.rulebook.scenarios_of(rule.key) for a in _answers(run, s, grain, facts)])
    if answer is None:
        return Cause.OUT_OF_SCOPE, None, "no scenario applies this rule to anything here"
    if answer.truth is Truth.FAILS:
        return Cause.CONDITION, answer.short_by, answer.reason
    if winner := _winner(run, candidate, facts):
        return Cause.DISPLACED, None, f"{winner} takes precedence here"
    lacks = run.standing.open[rule.key].filter(key=facts[_KEY[grain]])
    if lacks.height:
        return Cause.NEEDS_DATA, None, f"it needs {lacks['missing'][0]}"
    if twin := _twin(run, candidate, facts):
        return Cause.DISPLACED, None, f"{twin} sets the same here, and it is paid once"
    if facts[ROW[grain]] not in candidate.held[ROW[grain]]:
        return Cause.CONDITION, None, "the leg neither leaves nor arrives on one of its dates"
    return Cause.NOTHING_DUE, None, "it holds here, and what it pays comes to nothing"


def _scope(rule: Rule, facts: _Facts) -> tuple[Cause, int | None, str] | None:
    """Date, position and base."""
    day = facts["on"]
    if not any(term.since <= day and (term.until is None or day < term.until) for term in in_force(rule)):  # type: ignore[operator]
        end = f" up to {rule.expires}" if rule.expires else ""
        return Cause.NOT_IN_FORCE, None, f"on {day} it is not in force: it is from {rule.effective}{end}"
    if facts["crew_position"] not in rule.positions:
        return Cause.OUT_OF_SCOPE, None, f"it is for {', '.join(rule.positions)}, not for {facts['crew_position']}"
    if rule.bases and facts["base"] not in rule.bases:
        return Cause.OUT_OF_SCOPE, None, f"it is for base {', '.join(rule.bases)}, not for {facts['base']}"
    return None


def _answers(run: Run, scenario: Scenario, grain: Grain, facts: _Facts) -> Iterator[Answer]:
    """The scenario's answer on the row, or on each of the finer rows that it is read on."""
    source, order = read_on(scenario), list(ROW)
    if order.index(source) >= order.index(grain):
        yield evaluate(condition_of(scenario), facts)
        return
    finer = run.rows.at(source).filter(pl.col(ROW[grain]) == facts[ROW[grain]])
    for row in finer.iter_rows(named=True):
        yield evaluate(condition_of(scenario), row)


def _closest(answers: list[Answer]) -> Answer | None:
    """The answer that says most: one that holds, then one that lacks data, then the nearest failure."""
    rank = {Truth.HOLDS: 0, Truth.NEEDS_DATA: 1, Truth.FAILS: 2}
    far = 10**9
    return min(answers, key=lambda a: (rank[a.truth], far if a.short_by is None else a.short_by), default=None)


def _winner(run: Run, candidate: Candidate, facts: _Facts) -> Key | None:
    """The rule that displaced this one on the row, if one did."""
    for pair in run.rulebook.precedence:
        if candidate.key in (pair.winner, pair.loser) and {pair.winner, pair.loser} <= run.candidates.keys():
            sides = displaced(pair, run.candidates[pair.winner], run.candidates[pair.loser])
            for key, rows in sides:
                if key == candidate.key and facts[rows.columns[0]] in rows.to_series():
                    return pair.loser if key == pair.winner else pair.winner
    return None


def _twin(run: Run, candidate: Candidate, facts: _Facts) -> Key | None:
    """The rule that pays on the row what this one would pay again."""
    row = ROW[candidate.grain]
    for key, other in run.candidates.items():
        if key != candidate.key and twins(candidate, other) and facts[row] in run.standing.lines[key][row]:
            return key
    return None
