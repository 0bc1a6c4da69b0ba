"""Rulebooks for tests: a pay contract built in a few lines, without a graph."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from domain.rulebook import Chosen, Precedence, Rulebook
from domain.rulegraph import EdgeKind, Method
from domain.rules.rule import Key, PayComponent, Rule, Scenario

CREW = ("CAPTAIN", "FIRST_OFFICER", "FLIGHT_ATTENDANT")
COMPONENTS = (
    "flight_pay", "duty_rig", "guarantee", "overtime", "delay_pay", "per_diem", "red_eye", "holiday_pay",
)  # fmt: skip
SCENARIOS = {
    "any_flight": ("leg", "TRUE"),
    "any_duty": ("duty", "TRUE"),
    "any_period": ("period", "TRUE"),
    "operated": ("leg", "kind = 'OPERATING'"),
    "late_for_us": ("leg", "delay_minutes >= 60 AND delay_code IN ('MX','CREW')"),
    "night_leg": ("leg", "in_local_min > 1440 OR out_local_min < 300"),
    "long_duty": ("duty", "duty_minutes >= 480 AND segments >= 2"),
    "captain_month": ("period", "crew_position = 'CAPTAIN'"),
    "senior": ("duty", "years_of_service >= 3"),
}
USUAL = {
    "hourly_rate": "any_period",
    "leg_credit": "any_flight",
    "duty_rig": "any_duty",
    "monthly_guarantee": "any_period",
    "overtime": "any_period",
    "premium": "any_flight",
    "holiday_premium": "any_flight",
    "delay_pay": "any_flight",
    "per_diem": "any_duty",
}
"""The scenario a family applies to where a test does not say another."""


def rule(code: str, spec: Mapping[str, Any] | None = None, **given: Any) -> Rule:
    """A contract term of airline XP for all crew, from 2020 on."""
    usual: dict[str, Any] = {
        "owner": "XP", "code": code, "kind": "ContractTerm", "category": "PAY", "title": code, "clause": code,
        "positions": CREW, "hard": False, "phase": "OPERATE", "effective": date(2020, 1, 1),
    }  # fmt: skip
    return Rule.model_validate(usual | ({"spec": spec} if spec else {}) | given)


def before(winner: str, loser: str, method: Method | None = None) -> Precedence:
    """One rule of XP over another."""
    kind = EdgeKind.CONFLICTS_WITH if method else EdgeKind.OVERRIDES
    return Precedence(winner=Key("XP", winner), loser=Key("XP", loser), kind=kind, method=method)


def book(
    rules: Sequence[tuple[Rule, str | Sequence[str]]],
    precedence: Sequence[Precedence] = (),
    start: date = date(2026, 1, 1),
    end: date = date(2026, 2, 1),
) -> Rulebook:
    """The Rulebook of these rules, each with the scenario (or scenarios) it applies to."""
    return Rulebook(
        airline="XP",
        start=start,
        end=end,
        chosen=tuple(
            Chosen(rule=one, scenarios=tuple(Key("PUBLIC", name) for name in _names(to)), order=place)
            for place, (one, to) in enumerate(rules)
        ),
        dropped=(),
        scenarios=tuple(
            Scenario(id=name, title=name, category="TEST", grain=grain, condition=condition)
            for name, (grain, condition) in SCENARIOS.items()
        ),
        components=tuple(PayComponent(type=name, title=name, grain="leg") for name in COMPONENTS),
        precedence=tuple(precedence),
    )


def _names(to: str | Sequence[str]) -> Sequence[str]:
    return (to,) if isinstance(to, str) else to


def flat_rate(amount: str) -> Rule:
    """One rate for everybody, whatever their service."""
    steps = [{"position": position, "years": 0, "rate": amount} for position in CREW]
    return rule("RATE", {"type": "hourly_rate", "steps": steps})
