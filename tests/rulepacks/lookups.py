"""What each family answers, worked out here a second time, slowly and from the rule's data alone."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from domain.crew import Position
from domain.rules.limits import (
    CrewComplement,
    FdpTable,
    FlightTimeTable,
    MinimumConnection,
    MinimumRest,
    ReportRelease,
    RestInWindow,
)
from domain.rules.pay import (
    DelayPay,
    DutyRig,
    HolidayPremium,
    HourlyRate,
    LegCredit,
    MonthlyGuarantee,
    Overtime,
    PerDiem,
    Premium,
)

Input = Mapping[str, Any]
DAY: Final = 24 * 60


def minutes(text: str) -> int:
    hours, rest = text.split(":")
    return int(hours) * 60 + int(rest)


def length(total: int) -> str:
    return f"{total // 60}:{total % 60:02}"


def fdp_table(spec: FdpTable, given: Input) -> Input:
    rows = [row for row in spec.rows if minutes(given["report"]) in range(row.start, row.end)]
    assert len(rows) == 1
    column = min(given["segments"], len(rows[0].limits))
    return {"limit": length(rows[0].limits[column - 1])}


def flight_time_table(spec: FlightTimeTable, given: Input) -> Input:
    (row,) = [row for row in spec.rows if minutes(given["report"]) in range(row.start, row.end)]
    return {"limit": length(row.limit)}


def minimum_rest(spec: MinimumRest, given: Input) -> Input:
    return {"legal": minutes(given["rest"]) >= spec.minutes}


def rest_in_window(spec: RestInWindow, given: Input) -> Input:
    """Minute by minute through the window: is there a long enough run without duty?"""
    report, run, best = minutes(given["report"]), 0, 0
    duties = [range(minutes(start), minutes(end)) for start, end in given["duties"]]
    for minute in range(report - spec.window, report):
        run = 0 if any(minute in duty for duty in duties) else run + 1
        best = max(best, run)
    return {"legal": best >= spec.rest}


def report_release(spec: ReportRelease, given: Input) -> Input:
    if "departure" in given:
        return {"report": length(minutes(given["departure"]) - spec.report_before)}
    return {"release": length(minutes(given["arrival"]) + spec.release_after)}


def minimum_connection(spec: MinimumConnection, given: Input) -> Input:
    return {"legal": minutes(given["gap"]) >= spec.minutes}


def crew_complement(spec: CrewComplement, _given: Input) -> Input:
    return {"crew": sum(spec.positions.values())}


def hourly_rate(spec: HourlyRate, given: Input) -> Input:
    reached = [
        step
        for step in spec.steps
        if step.position is Position(given["position"]) and step.years in range(given["years"] + 1)
    ]
    return {"rate": f"{max(reached, key=lambda step: step.years).rate:.2f}"}


def leg_credit(spec: LegCredit, given: Input) -> Input:
    chosen = {"scheduled": [given["scheduled"]], "actual": [given["actual"]]}.get(
        spec.basis, [given["scheduled"], given["actual"]]
    )
    return {"credit": length(max(map(minutes, chosen)))}


def duty_rig(spec: DutyRig, given: Input) -> Input:
    return {"credit": length(minutes(given["duty"]) // spec.per)}


def monthly_guarantee(spec: MonthlyGuarantee, given: Input) -> Input:
    whole, part = given["of"], given["days"]
    return {"credit": length((spec.minutes * part * 2 + whole) // (2 * whole))}


def overtime(spec: Overtime, given: Input) -> Input:
    return {"over": length(max(0, minutes(given["credit"]) - spec.threshold)), "percent": spec.percent}


def premium(spec: Premium, given: Input) -> Input:
    assert spec.window is not None
    inside = range(spec.window.start, spec.window.end)
    worked = range(minutes(given["report"]), minutes(given["release"]))
    return {"inside": length(sum(minute % DAY in inside for minute in worked)), "percent": spec.percent}


def holiday_premium(spec: HolidayPremium, given: Input) -> Input:
    touched: set[date] = set(given["touches"])
    return {"percent": spec.percent if touched & set(spec.dates) else 0}


def delay_pay(spec: DelayPay, given: Input) -> Input:
    return {"paid": length(max(0, minutes(given["delay"]) - spec.after)), "percent": spec.percent}


def per_diem(spec: PerDiem, given: Input) -> Input:
    return {"amount": f"{spec.per_hour * minutes(given['away']) / 60:.2f}"}


LOOKUPS: Final[dict[str, Callable[[Any, Input], Input]]] = {
    look.__name__: look
    for look in (
        fdp_table,
        flight_time_table,
        minimum_rest,
        rest_in_window,
        report_release,
        minimum_connection,
        crew_complement,
        hourly_rate,
        leg_credit,
        duty_rig,
        monthly_guarantee,
        overtime,
        premium,
        holiday_premium,
        delay_pay,
        per_diem,
    )
}
"""By family."""
