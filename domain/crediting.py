"""Which terms of pay add to credit."""

from typing import Final

from domain.rules.pay import TrainingPay, VacationPay
from domain.rules.rule import Rule, Spec

CREDITING: Final = frozenset(
    {
        "leg_credit", "deadhead_credit", "duty_rig", "trip_rig", "minimum_credit", "greatest_of", "call_out",
        "cancellation_protection", "recall", "junior_assignment", "standby_credit",
    }
)  # fmt: skip
"""Families whose lines carry credit (that of recalled work may be negative)."""
FLOORS: Final = frozenset({"duty_rig", "trip_rig", "minimum_credit"})
"""Families that credit a row with at least so much: their lines are lifts over the credit that stands."""


def may_credit(rule: Rule) -> bool:
    """Whether lines of a rule may carry credit: where one is open, the credit of its row is not known."""
    return any(adds(version.spec) for version in rule.versions)


def adds(spec: Spec) -> bool:
    """Whether what a spec says may add credit."""
    if isinstance(spec, TrainingPay | VacationPay):
        return spec.credited
    return spec.family in CREDITING
