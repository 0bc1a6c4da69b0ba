"""Under whose law an airline flies: one regime binds it, the other's rules are out of scope."""

from enum import StrEnum
from typing import Final

from domain.rules.rule import Rule, RuleKind


class Regime(StrEnum):
    """The authority whose rules of flight and duty time bind an airline."""

    FAA = "FAA"
    EASA = "EASA"


LAW: Final = {RuleKind.FAA: Regime.FAA, RuleKind.EASA: Regime.EASA}
"""Whose law a kind of rule is; contracts and the carrier's manual stand under every regime."""


def out_of_scope(rule: Rule, regime: Regime) -> str | None:
    """Why a rule does not speak to an airline of this regime; None when it does."""
    law = LAW.get(rule.kind, regime)
    return None if law is regime else f"out of scope: {law} law, and the airline flies under {regime}"
