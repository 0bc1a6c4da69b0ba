"""What each family of pay terms answers to a small question, worked out slowly and from the rule's data alone."""

from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from domain.rules.pay import (
    BoardingPay,
    CallOut,
    CancellationProtection,
    DayOffInfringement,
    DeadheadCredit,
    DelayPay,
    DutyRig,
    Extension,
    Grain,
    GreatestOf,
    HoldingPay,
    HolidayPremium,
    HourlyRate,
    InternationalOverride,
    JuniorAssignment,
    LanguagePremium,
    LegCredit,
    MinimumCredit,
    MonthBoundary,
    MonthlyGuarantee,
    Overtime,
    PerDiem,
    Premium,
    Recall,
    Rounding,
    StandbyCredit,
    TrainingPay,
    TripRig,
    VacationPay,
    Window,
)
from tests.rulepacks.lookups import DAY, Input, length, minimum_rest, minutes

Answer = Mapping[str, Any]


def money(amount: Decimal) -> str:
    return f"{amount.quantize(Decimal('0.01'), ROUND_HALF_UP)}"


def hourly(rate: Decimal, time: int) -> Answer:
    return {"amount": money(rate * time / 60)}


def paid(time: int, percent: int) -> Answer:
    return {"paid": length(time), "percent": percent}


def rounded(top: int, bottom: int) -> int:
    return (2 * top + bottom) // (2 * bottom)


def within(window: Window, start: int, end: int) -> int:
    """Minute by minute."""
    wide = (window.end - window.start) % DAY or DAY
    return sum((minute - window.start) % DAY < wide for minute in range(start, end))


def hourly_rate(spec: HourlyRate, given: Input) -> Answer:
    reached = [one for one in spec.steps if one.position == given["position"] and one.years <= given["years"]]
    own = [one for one in reached if one.aircraft_type and one.aircraft_type == given.get("aircraft_type")]
    everybody = [one for one in reached if one.aircraft_type is None]
    return {"rate": f"{max(own or everybody, key=lambda one: one.years).rate:.2f}"}


def leg_credit(spec: LegCredit, given: Input) -> Answer:
    """Two columns; the choice is made on each row or on the sums, and the minimum holds for each leg either way."""
    rows = [[max(minutes(time), spec.minimum) for time in leg] for leg in given["legs"]]
    sums = rows if spec.compare is Grain.LEG else [[sum(each) for each in zip(*rows, strict=True)]]
    column = {"scheduled": slice(0, 1), "actual": slice(1, 2), "greater": slice(0, 2)}[spec.basis]
    return {"credit": length(sum(max(row[column]) for row in sums))}


def deadhead_credit(spec: DeadheadCredit, given: Input) -> Answer:
    times = {"scheduled": minutes(given["scheduled"]), "actual": minutes(given["actual"])}
    block = times.get(spec.basis, max(times.values()))
    return {"credit": length(max(spec.minimum, rounded(block * spec.percent, 100)))}


def duty_rig(spec: DutyRig, given: Input) -> Answer:
    start, end = minutes(given["report"]), minutes(given["release"])
    late = spec.whole_duty
    if late is not None and start >= late.start and end > late.end + DAY:
        return {"credit": length(rounded((end - start) * late.credit, late.per))}
    special = [(within(window, start, end), window.credit, window.per) for window in spec.windows]
    plain = end - start - sum(time for time, _, _ in special)
    parts = [Decimal(time * credit) / per for time, credit, per in [*special, (plain, spec.credit, spec.per)]]
    return {"credit": length(int(sum(parts, Decimal(0)).quantize(Decimal(1), ROUND_HALF_UP)))}


def trip_rig(spec: TripRig, given: Input) -> Answer:
    times = {"scheduled": minutes(given["planned"]), "actual": minutes(given["away"])}
    return {"credit": length(rounded(times.get(spec.basis, max(times.values())) * spec.credit, spec.per))}


def minimum_credit(spec: MinimumCredit, given: Input) -> Answer:
    reached = [minutes(credit) for credit in given["credits"]]
    if spec.per in ("trip_day_average", "day_worked"):
        return {"credit": length(max(sum(reached), spec.minutes * given.get("worked", len(reached))))}
    return {"credit": length(sum(max(credit, spec.minutes) for credit in reached))}


def greatest_of(spec: GreatestOf, given: Input) -> Answer:
    assert set(given["candidates"]) == set(spec.of)
    most = max(minutes(credit) for credit in given["candidates"].values())
    first = next(name for name in spec.of if minutes(given["candidates"][name]) == most)
    return {"component": first, "credit": length(most)}


def monthly_guarantee(spec: MonthlyGuarantee, given: Input) -> Answer:
    if spec.table:
        return {"credit": length([row.minutes for row in spec.table if row.days <= given["days"]][-1])}
    if spec.day_values:
        by_month = {row.month_days: row.minutes for row in spec.day_values}
        value = by_month[given["of"] if given["of"] in by_month else None]
        return {"credit": length(max(0, spec.minutes - given["unpaid"] * value))}
    return {
        "credit": length(
            spec.minutes if spec.proration == "none" else rounded(spec.minutes * given["days"], given["of"])
        )
    }


def overtime(spec: Overtime, given: Input) -> Answer:
    counted = sum(minutes(credit) for name, credit in given["credit"].items() if name not in spec.excludes)
    return {"over": length(max(0, counted - spec.threshold)), "percent": spec.percent}


def premium(spec: Premium, given: Input) -> Answer:
    if spec.flat is not None:
        return {"amount": money(spec.flat)}
    if spec.window is not None:
        time = within(spec.window, minutes(given["report"]), minutes(given["release"]))
    else:
        time = minutes(given["minutes"])
    if spec.per_hour is not None:
        return hourly(spec.per_hour, time)
    assert spec.percent is not None
    raised = given.get("raised_by", 0) if spec.stacking == "compounding" else 0
    return hourly(Decimal(given["rate"]) * (100 + raised) * spec.percent / 10_000, time)


def holiday_premium(spec: HolidayPremium, given: Input) -> Answer:
    credit = minutes(given["credit"]) if set(given["touches"]) & set(spec.dates) else 0
    if spec.method == "hours_in_day":
        credit = rounded(credit * minutes(given["inside"]), minutes(given["block"]))
    return {"credit": length(credit), "percent": spec.percent}


def international_override(spec: InternationalOverride, given: Input) -> Answer:
    abroad = set(given["countries"]) - set(spec.home_countries)
    return hourly(spec.per_hour, max(minutes(given["scheduled"]), minutes(given["actual"])) if abroad else 0)


def language_premium(spec: LanguagePremium, given: Input) -> Answer:
    counts = not spec.languages or given["language"] in spec.languages
    return hourly(spec.per_hour, minutes(given["credit"]) if counts else 0)


def delay_pay(spec: DelayPay, given: Input) -> Answer:
    over = max(0, minutes(given["delay"]) - spec.after)
    return paid(over if spec.maximum is None else min(over, spec.maximum), spec.percent)


def holding_pay(spec: HoldingPay, given: Input) -> Answer:
    over = max(0, minutes(given["wait"]) - spec.after)
    return paid(over if spec.maximum is None else min(over, spec.maximum), spec.percent)


def cancellation_protection(spec: CancellationProtection, given: Input) -> Answer:
    legs = [minutes(block) for block in given["scheduled"]]
    if len(given["cancelled"]) == len(legs) and spec.all_cancelled == "call_out":
        return {"credit": "0:00"}
    lost = legs if spec.protects == "trip" else [legs[place] for place in given["cancelled"]]
    return {"credit": length(max(sum(lost), spec.minimum))}


def call_out(spec: CallOut, given: Input) -> Answer:
    return {"credit": "0:00" if given["flown"] else length(spec.minimum), "percent": spec.percent}


def recall(spec: Recall | JuniorAssignment, given: Input) -> Answer:
    return {**paid(max(minutes(given["credit"]), spec.minimum), spec.percent), "credited": spec.credited}


def extension(spec: Extension, given: Input) -> Answer:
    late, added = minutes(given["late"]), minutes(given["added"])
    length_paid = added if spec.paid_for == "added_legs" else late
    return paid(length_paid if late > spec.after else 0, spec.percent)


def day_off_infringement(spec: DayOffInfringement, given: Input) -> Answer:
    inside = minutes(given["inside"])
    time = minutes(given["credit"]) if spec.paid_for == "whole_duty" else inside
    return paid(max(time, spec.minimum) if inside > spec.from_minute else 0, spec.percent)


def standby_credit(spec: StandbyCredit, given: Input) -> Answer:
    whole = minutes(given["standby"])
    waited = minutes(given["waited"]) if given["used"] and spec.until_report else whole
    rows = [row.credit for row in spec.unused if row.length <= whole and not given["used"]]
    return {"credit": length(max([rounded(waited * spec.credit, spec.per), *rows[-1:]]))}


def per_diem(spec: PerDiem, given: Input) -> Answer:
    away, abroad = minutes(given["away"]), minutes(given["abroad"])
    if not given["nights"] and not spec.day_trips:
        return {"amount": "0.00"}
    foreign = away if abroad and spec.international == "trip" else abroad
    return {"amount": money((spec.per_hour * (away - foreign) + (spec.international_per_hour or 0) * foreign) / 60)}


def boarding_pay(spec: BoardingPay, given: Input) -> Answer:
    times = {time.aircraft_type: time.minutes for time in spec.times}
    time = times.get(given["aircraft_type"], times[None])
    return hourly(spec.per_hour or Decimal(given["rate"]) * (spec.percent or 0) / 100, time)


def training_pay(spec: TrainingPay | VacationPay, given: Input) -> Answer:
    return {"paid": length(spec.minutes * given["days"]), "credited": spec.credited}


def month_boundary(spec: MonthBoundary, given: Input) -> Answer:
    leg = {"departure": given["departs"], "arrival": given["arrives"]}.get(spec.leg)
    rig = given["reports"] if spec.rig == "report" else given["releases"]
    return {"leg": f"{leg:%Y-%m}" if leg else spec.leg, "rig": f"{rig:%Y-%m}"}


def rounding(spec: Rounding, given: Input) -> Answer:
    """``twice`` the figure, so that halves are whole numbers."""
    figure = Decimal(given["twice"]) / 2 / spec.unit
    return {"rounded": int(figure.quantize(Decimal(1), f"ROUND_{spec.mode.upper()}")) * spec.unit}


TERM_LOOKUPS: Final[dict[str, Callable[[Any, Input], Answer]]] = {
    **{
        look.__name__: look
        for look in (
            hourly_rate,
            leg_credit,
            deadhead_credit,
            duty_rig,
            trip_rig,
            minimum_credit,
            greatest_of,
            monthly_guarantee,
            overtime,
            premium,
            holiday_premium,
            international_override,
            language_premium,
            delay_pay,
            holding_pay,
            cancellation_protection,
            call_out,
            recall,
            extension,
            day_off_infringement,
            standby_credit,
            per_diem,
            boarding_pay,
            training_pay,
            month_boundary,
            rounding,
            minimum_rest,
        )
    },
    "junior_assignment": recall,
    "vacation_pay": training_pay,
}
"""By family."""
