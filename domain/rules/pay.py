"""Terms of pay, as data. Each names the component it pays and carries nothing that computes.

``grain`` is what one row that a term pays is; an hourly rate has none, since it prices rows of every grain.
A parameter left out means what the term meant before the parameter was there.
"""

from domain.rules.terms_absence import TrainingPay, VacationPay
from domain.rules.terms_allowance import BoardingPay, BoardingTime, PerDiem
from domain.rules.terms_credit import (
    DeadheadCredit,
    DutyRig,
    GreatestOf,
    LegCredit,
    MinimumCredit,
    RigWindow,
    TripRig,
    WholeDuty,
)
from domain.rules.terms_disruption import (
    CallOut,
    CancellationProtection,
    DayOffInfringement,
    DelayPay,
    Extension,
    HoldingPay,
    JuniorAssignment,
    Recall,
)
from domain.rules.terms_grain import Basis, Clock, Grain, PayingTerm, PayTerm, Stacking, Stage, Window
from domain.rules.terms_guarantee import DayValue, MonthlyGuarantee, Overtime, Proration, ProrationRow
from domain.rules.terms_premium import HolidayPremium, InternationalOverride, LanguagePremium, Premium
from domain.rules.terms_rate import HourlyRate, Step, StepChange
from domain.rules.terms_standby import StandbyCredit, UnusedRow
from domain.rules.terms_statement import MonthBoundary, Rounding, RoundingMode

Paying = (
    LegCredit
    | DeadheadCredit
    | DutyRig
    | TripRig
    | MinimumCredit
    | GreatestOf
    | MonthlyGuarantee
    | Overtime
    | Premium
    | HolidayPremium
    | InternationalOverride
    | LanguagePremium
    | DelayPay
    | HoldingPay
    | CancellationProtection
    | CallOut
    | Recall
    | JuniorAssignment
    | Extension
    | DayOffInfringement
    | StandbyCredit
    | PerDiem
    | BoardingPay
    | TrainingPay
    | VacationPay
)
"""The terms that write lines of a statement."""
Narrowing = (
    DeadheadCredit
    | MinimumCredit
    | HolidayPremium
    | InternationalOverride
    | LanguagePremium
    | CancellationProtection
    | CallOut
    | Recall
    | JuniorAssignment
    | Extension
    | DayOffInfringement
    | StandbyCredit
    | BoardingPay
    | TrainingPay
    | VacationPay
)
"""The terms that speak of some rows only, whatever their scenario: of a holiday, a deadhead, a recall."""
Setting = MonthBoundary | Rounding
"""The terms that say how a statement is made up, and pay nothing."""
Term = HourlyRate | Paying | Setting

__all__ = [
    "Basis",
    "BoardingPay",
    "BoardingTime",
    "CallOut",
    "CancellationProtection",
    "Clock",
    "DayOffInfringement",
    "DayValue",
    "DeadheadCredit",
    "DelayPay",
    "DutyRig",
    "Extension",
    "Grain",
    "GreatestOf",
    "HoldingPay",
    "HolidayPremium",
    "HourlyRate",
    "InternationalOverride",
    "JuniorAssignment",
    "LanguagePremium",
    "LegCredit",
    "MinimumCredit",
    "MonthBoundary",
    "MonthlyGuarantee",
    "Narrowing",
    "Overtime",
    "PayTerm",
    "Paying",
    "PayingTerm",
    "PerDiem",
    "Premium",
    "Proration",
    "ProrationRow",
    "Recall",
    "RigWindow",
    "Rounding",
    "RoundingMode",
    "Setting",
    "Stacking",
    "Stage",
    "StandbyCredit",
    "Step",
    "StepChange",
    "Term",
    "TrainingPay",
    "TripRig",
    "UnusedRow",
    "VacationPay",
    "WholeDuty",
    "Window",
]
