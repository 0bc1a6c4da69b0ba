"""The families of pay terms, one module each: a term in, the expressions of its lines out."""

from domain.errors import InputError
from domain.money import Currency
from domain.rules.pay import (
    DelayPay,
    DutyRig,
    HolidayPremium,
    LegCredit,
    MonthlyGuarantee,
    Overtime,
    PerDiem,
    Premium,
    Term,
)
from payroll.families.delay import delay_pay
from payroll.families.guarantee import guarantee
from payroll.families.holiday import holiday
from payroll.families.leg_credit import leg_credit
from payroll.families.overtime import overtime
from payroll.families.per_diem import per_diem
from payroll.families.premium import premium
from payroll.families.rig import rig
from payroll.payment import Payment


def payment(term: Term, currency: Currency) -> Payment:
    """What a term pays on a row of its grain."""
    match term:
        case LegCredit():
            return leg_credit(term)
        case DutyRig():
            return rig(term)
        case Premium():
            return premium(term, currency)
        case HolidayPremium():
            return holiday(term)
        case DelayPay():
            return delay_pay(term)
        case PerDiem():
            return per_diem(term, currency)
        case MonthlyGuarantee():
            return guarantee(term)
        case Overtime():
            return overtime(term)
        case _:
            raise InputError(f"{term.family} prices credit and writes no lines.")


__all__ = ["payment"]
