"""Delay pay does not stand beside protection that says so: where protection pays, the delay pay of the same legs goes.

The same legs are the leg that is protected, or those of the duty or trip that is. Nothing counts delay pay, so it is
taken away when everything is worked out, whichever of the two came first. Where protection is open, so is the delay
pay in its place.
"""

from collections.abc import Iterator, Mapping

import polars as pl

from domain.rules.pay import CancellationProtection
from domain.rules.rule import Key, Rule
from payroll.lines import Candidate
from payroll.standing import Standing
from payroll.tables import ROW


def instead(candidates: Mapping[Key, Candidate], standing: Standing) -> None:
    """Takes out of ``standing`` the delay pay that protection replaces."""
    delays = [candidate for candidate in candidates.values() if candidate.rule.family == "delay_pay"]
    for protection in replacing(candidates):
        row = ROW[protection.table]
        for delay in delays:
            standing.withhold(delay, standing.open[protection.key].select(row, "missing"))
            standing.drop(delay.key, replaced(protection.rule, standing.lines[protection.key]).select(row))


def replacing(candidates: Mapping[Key, Candidate]) -> Iterator[Candidate]:
    """The protections that some delay pay does not stand beside."""
    for candidate in candidates.values():
        if any(_alone(version.spec) for version in candidate.rule.versions):
            yield candidate


def replaced(rule: Rule, lines: pl.DataFrame) -> pl.DataFrame:
    """The lines of a protection, as one version or another says, beside which no delay pay stands."""
    alone = [version.since for version in rule.versions if _alone(version.spec)]
    return lines.filter(pl.col("rule_since").is_in(alone))


def _alone(spec: object) -> bool:
    return isinstance(spec, CancellationProtection) and not spec.with_delay_pay
