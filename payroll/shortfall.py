"""How far a term that pays from a threshold on is from paying: what it looks at, and what is there."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import polars as pl

from domain.clock import hours
from domain.rules.pay import DelayPay, Extension, HoldingPay, MonthlyGuarantee, Overtime, Term
from payroll.engine import PayResult


class Shortfall(NamedTuple):
    """The part that is not so, the minutes that are there, and by how many they miss it."""

    failed: str
    value: int
    by: int


def shortfall(term: Term, facts: Mapping[str, Any], result: PayResult) -> Shortfall | None:
    """Of a row on which a term holds and pays nothing; None for terms that have no one threshold.

    ``result`` is one crew member's, whole.
    """
    match term:
        case DelayPay():
            late = facts["delay_minutes"] if term.measured == "arrival" else _between(facts, "scheduled_out", "out")
            return _over("delay", late, term.after)
        case HoldingPay():
            ends = ("scheduled_out", "out") if term.where == "departure" else ("landed", "in")
            return _over("wait", _between(facts, *ends), term.after)
        case Extension():
            stages = ("awarded_release", "at_report_release", "planned_release")
            original = next((facts[stage] for stage in stages if facts[stage] is not None), None)
            return _over("late", None if original is None else facts["release"] - original, term.after)
        case Overtime():
            others = ~pl.col("component").is_in(list(term.excludes))
            return _over("credit", int(result.lines.filter(others)["credit"].sum()), term.threshold)
        case MonthlyGuarantee():
            return under(*result.totals.select("credit", "guarantee").row(0))
    return None


def _between(facts: Mapping[str, Any], start: str, end: str) -> int | None:
    return None if facts[start] is None or facts[end] is None else max(0, facts[end] - facts[start])


def _over(what: str, value: int | None, threshold: int) -> Shortfall | None:
    if value is None or value > threshold:
        return None
    return Shortfall(f"{what} > {hours(threshold)}", value, threshold - value)


def under(credit: int | None, level: int | None) -> Shortfall | None:
    """Of credit that is not under the level of a floor; None where it is, or where one of the two is not known."""
    if credit is None or level is None or credit < level:
        return None
    return Shortfall(f"credit < {hours(level)}", credit, credit - level)
