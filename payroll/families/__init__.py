"""The families of pay terms, one module each: a term in, the expressions of its lines out."""

from functools import lru_cache

from domain.errors import InputError
from domain.money import USD, Currency
from domain.rules.pay import (
    BoardingPay,
    CallOut,
    CancellationProtection,
    DayOffInfringement,
    DeadheadCredit,
    DelayPay,
    DutyRig,
    Extension,
    GreatestOf,
    HoldingPay,
    HolidayPremium,
    HourlyRate,
    InternationalOverride,
    JuniorAssignment,
    LanguagePremium,
    LegCredit,
    MinimumCredit,
    MonthlyGuarantee,
    Overtime,
    Paying,
    PerDiem,
    Premium,
    Recall,
    Setting,
    StandbyCredit,
    Term,
    TrainingPay,
    TripRig,
    VacationPay,
)
from payroll.families.absence import absence
from payroll.families.boarding import boarding_pay
from payroll.families.call_out import call_out
from payroll.families.day_off import day_off
from payroll.families.deadhead import deadhead
from payroll.families.delay import delay_pay
from payroll.families.extension import extension
from payroll.families.greatest import greatest
from payroll.families.guarantee import guarantee
from payroll.families.holding import holding_pay
from payroll.families.holiday import holiday
from payroll.families.international import international_override
from payroll.families.language import language_premium
from payroll.families.leg_credit import leg_credit
from payroll.families.minimum import minimum
from payroll.families.overtime import overtime
from payroll.families.per_diem import per_diem
from payroll.families.premium import premium
from payroll.families.protection import protection
from payroll.families.rig import rig, trip_rig
from payroll.families.standby import standby
from payroll.families.summoned import summoned
from payroll.payment import Payment


@lru_cache(maxsize=4096)
def payment(term: Term, currency: Currency) -> Payment:
    """What a term pays on a row of its grain: the same expressions each time, built once."""
    match term:
        case LegCredit():
            return leg_credit(term)
        case DutyRig():
            return rig(term)
        case TripRig():
            return trip_rig(term)
        case MinimumCredit():
            return minimum(term)
        case GreatestOf():
            return greatest(term)
        case DeadheadCredit():
            return deadhead(term)
        case Premium():
            return premium(term, currency)
        case HolidayPremium():
            return holiday(term, currency)
        case DelayPay():
            return delay_pay(term)
        case PerDiem():
            return per_diem(term, currency)
        case InternationalOverride():
            return international_override(term, currency)
        case LanguagePremium():
            return language_premium(term, currency)
        case HoldingPay():
            return holding_pay(term)
        case CancellationProtection():
            return protection(term)
        case CallOut():
            return call_out(term)
        case Recall() | JuniorAssignment():
            return summoned(term, currency)
        case Extension():
            return extension(term)
        case DayOffInfringement():
            return day_off(term)
        case StandbyCredit():
            return standby(term)
        case BoardingPay():
            return boarding_pay(term, currency)
        case TrainingPay() | VacationPay():
            return absence(term)
        case MonthlyGuarantee():
            return guarantee(term)
        case Overtime():
            return overtime(term, currency)
        case _:
            raise InputError(f"{term.family} prices credit and writes no lines.")


def worked_out(term: object) -> bool:
    """Whether the engine works out a term as it is written: by its family's payment, as a scale, or as a setting."""
    if isinstance(term, HourlyRate | Setting):
        return True
    return isinstance(term, Paying) and isinstance(payment(term, USD), Payment)


__all__ = ["payment", "worked_out"]
