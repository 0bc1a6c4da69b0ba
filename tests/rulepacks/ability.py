"""What the pay engine can do today: the parameters it reads; any other must stand at what it meant before."""

from typing import Final

from domain.rules.rule import LIMITS, Spec
from graph.pack import Case

READ: Final[dict[str, frozenset[str]]] = {
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
"""By family; families not named are not paid at all."""


def lacking(spec: Spec) -> str:
    """What the engine lacks for a term; empty if it can pay it, and for a limit, which pays nothing."""
    if isinstance(spec, LIMITS):
        return ""
    if spec.family not in READ:
        return spec.family
    if spec.family == "hourly_rate" and any(step.aircraft_type for step in spec.steps):
        return "hourly_rate.steps.aircraft_type"
    for name, field in type(spec).model_fields.items():
        if name in READ[spec.family] | {"family"}:
            continue
        value = getattr(spec, name)
        if value != field.default and (name, value) != ("proration", "calendar_days"):
            return f"{spec.family}.{name}"
    return ""


def lacking_input(case: Case) -> str:
    """A key of a pay case that the engine's frames cannot say yet."""
    if "trips" in case.input and any("legs" not in duty for trip in case.input["trips"] for duty in trip["duties"]):
        return "block"
    return next(
        (key for key in ("credit", "standby", "unpaid_days", "days_worked", "holidays") if key in case.input), ""
    )
