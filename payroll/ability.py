"""What the engine can work out: of each family the parameters that it reads. Any other must stand at its default."""

from collections.abc import Mapping
from typing import Final

from domain.rules.pay import HourlyRate, Proration
from domain.rules.rule import LIMITS, Rule, Spec

READ: Final[Mapping[str, frozenset[str]]] = {
    "hourly_rate": frozenset({"component", "steps"}),
    "leg_credit": frozenset({"component", "basis", "deadhead_percent"}),
    "duty_rig": frozenset({"component", "per"}),
    "monthly_guarantee": frozenset({"component", "minutes"}),
    "overtime": frozenset({"component", "threshold", "percent"}),
    "premium": frozenset({"component", "grain", "percent", "per_hour", "flat", "window"}),
    "holiday_premium": frozenset({"component", "percent", "dates"}),
    "delay_pay": frozenset({"component", "after", "percent"}),
    "per_diem": frozenset({"component", "per_hour"}),
}
"""By family; what a family that is not named here pays cannot be computed yet."""


def lacking(spec: Spec) -> str:
    """The family, or the family's parameter, that cannot be computed yet; empty where it can, and of limits."""
    if isinstance(spec, LIMITS):
        return ""
    if spec.family not in READ:
        return spec.family
    if isinstance(spec, HourlyRate) and any(step.aircraft_type for step in spec.steps):
        return "hourly_rate.steps.aircraft_type"
    for name, field in type(spec).model_fields.items():
        value = getattr(spec, name)
        if name not in READ[spec.family] | {"family"} and value not in (field.default, Proration.CALENDAR_DAYS):
            return f"{spec.family}.{name}"
    return ""


def unable(rule: Rule) -> str:
    """Why a rule cannot be computed yet, as a statement says it; empty where it can."""
    found = next(filter(None, (lacking(version.spec) for version in rule.versions)), "")
    return cannot(found) if found else ""


def cannot(what: str) -> str:
    """The sentence that a row carries."""
    return f"{what}, which cannot be computed yet"
