"""Rest of pilots beyond the plain minimum (14 CFR 117.25)."""

from typing import Literal

from domain.rules.bands import Night
from domain.rules.fields import Count, Frozen, Minutes, Percent


class NoDutyInRest(Frozen):
    """Nothing of this may be assigned or accepted inside a required rest (117.25(a), 121.467(b)(11))."""

    family: Literal["no_duty_in_rest"] = "no_duty_in_rest"
    forbids: tuple[Literal["DUTY", "RESERVE"], ...] = ("DUTY", "RESERVE")


class TransportIsDuty(Frozen):
    """Transport that the carrier requires, and that is not local, is no part of a rest (121.467(b)(12))."""

    family: Literal["transport_is_duty"] = "transport_is_duty"
    kinds: tuple[Literal["DEADHEAD", "FERRY"], ...] = ("DEADHEAD",)


class AcclimatingRest(Frozen):
    """Consecutive rest in a new theater that acclimates, and stands for the weekly rest as well (117.25(c))."""

    family: Literal["acclimating_rest"] = "acclimating_rest"
    rest: Minutes
    counts_as_rest_in_window: bool = True


class RecoveryAfterTravel(Frozen):
    """Rest on return to base after a long stay far away (117.25(d)).

    It is due after travel over more than ``longitude_degrees`` and more than ``away`` minutes from base; it lasts
    ``rest`` and holds ``nights`` rests of kind ``night``.
    """

    family: Literal["recovery_after_travel"] = "recovery_after_travel"
    longitude_degrees: Count
    away: Minutes
    rest: Minutes
    nights: Count
    night: Night


class SleepOpportunity(Frozen):
    """Uninterrupted sleep opportunity inside the rest before a duty (117.25(e))."""

    family: Literal["sleep_opportunity"] = "sleep_opportunity"
    minutes: Minutes


class InterruptedRest(Frozen):
    """What begins anew when a rest is interrupted, by who interrupts it (117.25(f))."""

    family: Literal["interrupted_rest"] = "interrupted_rest"
    sleep: Minutes
    by_company: Literal["REST", "SLEEP"]
    by_crew: Literal["REST", "SLEEP"]


class DeadheadRest(Frozen):
    """After a deadhead longer than the table allows: rest of so many percent of it, and ``least`` at least.

    ``table`` names the family of the table that the deadhead is held against (117.25(g)).
    """

    family: Literal["deadhead_rest"] = "deadhead_rest"
    table: Literal["fdp_table"] = "fdp_table"
    percent: Percent
    least: Minutes


Resting = (
    NoDutyInRest
    | TransportIsDuty
    | AcclimatingRest
    | RecoveryAfterTravel
    | SleepOpportunity
    | InterruptedRest
    | DeadheadRest
)
"""The families of this module."""
