"""What each family of law answers to a small question, worked out slowly and from the rule's data alone."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from domain.rules.bands import ClockWindow, FdpRow
from domain.rules.cabin import CabinDutyBand, CabinDutyRest, DutyAfterReducedRest, ReducedRest, RestFloor
from domain.rules.cumulative import CumulativeLimit, DaysOff
from domain.rules.easa import (
    EasaAcclimatisation,
    EasaFdpTable,
    EasaPlannedExtension,
    EasaRest,
    EasaUnknownFdp,
    ExtensionRow,
    RecurrentRecovery,
)
from domain.rules.exceptions import CommanderDiscretion, EmergencyException, FdpExtension, OverrunException
from domain.rules.flight_duty import (
    AugmentedFdpTable,
    AugmentedFlightTime,
    ConsecutiveNights,
    InflightRest,
    SplitDuty,
    UnacclimatedReduction,
)
from domain.rules.reserve import (
    ReserveDefault,
    ReserveDutyCap,
    ReserveNotice,
    ReservePeriod,
    ReserveRest,
    StandbyCounts,
)
from domain.rules.resting import (
    AcclimatingRest,
    DeadheadRest,
    InterruptedRest,
    NoDutyInRest,
    RecoveryAfterTravel,
    TransportIsDuty,
)
from tests.rulepacks.lookups import DAY, Input, length, minutes

Answer = Input


def row_at(rows: Sequence[FdpRow | ExtensionRow], report: str) -> tuple[int, ...]:
    (row,) = [row for row in rows if minutes(report) in range(row.start, row.end)]
    return row.limits


def nights(window: ClockWindow) -> list[range]:
    """The window on this day and the next, minutes from the midnight of the first."""
    length_of_it = (window.end - window.start) % DAY
    return [range(day + window.start, day + window.start + length_of_it) for day in (-DAY, 0, DAY)]


# flight duty


def augmented_flight_time(spec: AugmentedFlightTime, given: Input) -> Answer:
    return {"limit": length({one.pilots: one.limit for one in spec.limits}[given["pilots"]])}


def augmented_fdp_table(spec: AugmentedFdpTable, given: Input) -> Answer:
    crews = [(column.facility, column.pilots) for column in spec.columns]
    limits = row_at(spec.rows, given["report"])
    return {"limit": length(limits[crews.index((given["facility"], given["pilots"]))])}


def inflight_rest(spec: InflightRest, given: Input) -> Answer:
    short = minutes(given["landing"]) < spec.landing_pilot or minutes(given["monitoring"]) < spec.monitoring_pilot
    return {"legal": not short and given["segments"] <= spec.max_segments}


def unacclimated_reduction(spec: UnacclimatedReduction, given: Input) -> Answer:
    return {"limit": length(minutes(given["table_limit"]) - spec.minutes)}


def split_duty(spec: SplitDuty, given: Input) -> Answer:
    rest = range(minutes(given["arrive"]), minutes(given["leave"]))
    inside = any(all(minute in night for minute in rest) for night in nights(spec.window))
    return {"is_duty": not (inside and len(rest) >= spec.least and minutes(given["combined"]) <= spec.combined)}


def consecutive_nights(spec: ConsecutiveNights, given: Input) -> Answer:
    rests = [minutes(rest) for rest in given.get("rests", ())]
    rested = len(rests) == given["nights"] and min(rests) >= spec.rest
    return {"legal": given["nights"] <= (spec.with_rest if rested else spec.most)}


# what gives way on the day


def fdp_extension(spec: FdpExtension, given: Input) -> Answer:
    extension = minutes(given["extension"])
    long = extension > spec.long_over
    if (spec.most is not None and extension > spec.most) or (long and given["long_ones_since_rest"]):
        return {"legal": False}
    return {"legal": True, "report": long}


def overrun_exception(spec: OverrunException, given: Input) -> Answer:
    allowed = given["arose"] == "AFTER_TAKEOFF" or not spec.after_takeoff
    return {"allowed": allowed} | ({"report_days": spec.report_days} if allowed and spec.report_days else {})


def emergency_exception(spec: EmergencyException, given: Input) -> Answer:
    assert given["kind"] in spec.kinds
    rest = min(minutes(given["fdp"]), spec.rest_at_most)
    return {"rest": length(rest), "cumulative_limits_hold": given["kind"] in spec.kinds_that_keep}


def commander_discretion(spec: CommanderDiscretion, given: Input) -> Answer:
    more = spec.augmented_minutes if given["augmented"] else spec.minutes
    return {"limit": length(minutes(given["table_limit"]) + more)}


# reserve


def reserve_default(spec: ReserveDefault, _given: Input) -> Answer:
    return {"kind": spec.undesignated}


def standby_counts(spec: StandbyCounts, given: Input) -> Answer:
    assert spec.kind == "AIRPORT_STANDBY"
    return {"fdp": length(minutes(given["standby"]) + minutes(given["flight_duty"]))}


def reserve_period(spec: ReservePeriod, given: Input) -> Answer:
    return {"legal": minutes(given["period"]) <= spec.maximum}


def reserve_rest(spec: ReserveRest, given: Input) -> Answer:
    return {"legal": minutes(given["rest"]) >= spec.minutes}


def reserve_duty_cap(spec: ReserveDutyCap, given: Input) -> Answer:
    limits = [minutes(given["table_limit"]) + spec.over_table, *([spec.most] if spec.most is not None else [])]
    return {"limit": length(min(limits)), "legal": minutes(given["worked"]) <= min(limits)}


def reserve_notice(spec: ReserveNotice, given: Input) -> Answer:
    """Clock times from the midnight of the first day; the window of the next morning is meant."""
    report, end = minutes(given["report"]), minutes(given["end"])
    begins = next(night.start for night in nights(spec.window) if night.stop > report)
    into_it = report < begins < end
    return {"legal": not into_it or minutes(given["notice"]) >= spec.minutes}


# sums


def cumulative_limit(spec: CumulativeLimit, given: Input) -> Answer:
    return {"legal": all(total <= spec.limit for total in _totals(spec, given))}


def _totals(spec: CumulativeLimit, given: Input) -> Iterator[int]:
    """The sum in every window that ends with some of the work, or in every run of so many dates."""
    if spec.window is not None:
        worked = [(minutes(start), minutes(end)) for start, end in given["worked"]]
        for _, last in worked:
            first = last - spec.window
            yield sum(max(0, min(end, last) - max(start, first)) for start, end in worked)
        return
    name, size = next(
        (name, size)
        for name, size in (
            ("by_day", spec.calendar_days),
            ("by_month", spec.calendar_months),
            ("by_year", spec.calendar_years),
        )
        if size is not None
    )
    each = [minutes(amount) for amount, times in given[name] for _ in range(times)]
    for at in range(len(each)):
        yield sum(each[at : at + size])


def days_off(spec: DaysOff, given: Input) -> Answer:
    return {"legal": sum(minutes(gap) // spec.free for gap in given["gaps"]) >= spec.times}


# rest


def no_duty_in_rest(spec: NoDutyInRest, given: Input) -> Answer:
    return {"legal": given["assigned"] not in spec.forbids}


def transport_is_duty(spec: TransportIsDuty, given: Input) -> Answer:
    assert spec.kinds == ("DEADHEAD",)
    return {"rest": length(minutes(given["free"]) - minutes(given["deadhead"]))}


def acclimating_rest(spec: AcclimatingRest, given: Input) -> Answer:
    return {"acclimated": minutes(given["rest"]) >= spec.rest}


def recovery_after_travel(spec: RecoveryAfterTravel, given: Input) -> Answer:
    due = given["degrees"] > spec.longitude_degrees and minutes(given["away"]) > spec.away
    return {"legal": not due or (minutes(given["rest"]) >= spec.rest and given["nights"] >= spec.nights)}


def interrupted_rest(spec: InterruptedRest, given: Input) -> Answer:
    anew = {"COMPANY": spec.by_company, "CREW": spec.by_crew}[given["by"]]
    return {"begins_anew": anew} | ({"sleep": length(spec.sleep)} if anew == "SLEEP" else {})


def deadhead_rest(spec: DeadheadRest, given: Input) -> Answer:
    deadhead = minutes(given["deadhead"])
    due = deadhead * spec.percent // 100 if deadhead > minutes(given["table_limit"]) else 0
    return {"rest": length(max(due, spec.least))}


# flight attendants


def cabin_duty_band(spec: CabinDutyBand, given: Input) -> Answer:
    inside = minutes(given["duty"]) in range(spec.over + 1, spec.up_to + 1)
    return {
        "fits": inside
        and given["extra"] >= spec.extra_crew
        and (given.get("outside", False) or not spec.outside_48_states)
    }


def cabin_duty_rest(spec: CabinDutyRest, given: Input) -> Answer:
    meant = minutes(given["duty"]) in range(spec.over + 1, spec.up_to + 1)
    return {"legal": not meant or minutes(given["rest"]) >= spec.rest}


def rest_floor(spec: RestFloor, given: Input) -> Answer:
    return {"legal": minutes(given["rest"]) >= spec.minutes}


def reduced_rest(spec: ReducedRest, given: Input) -> Answer:
    return {
        "legal": minutes(given["rest"]) >= spec.reducible_to
        and minutes(given["next_rest"]) >= spec.compensating
        and minutes(given["begins_after"]) <= spec.begins_within
    }


def duty_after_reduced_rest(spec: DutyAfterReducedRest, given: Input) -> Answer:
    return {"legal": minutes(given["duty"]) <= spec.limit}


# EASA


def column(sectors: int, first_column: int) -> int:
    return max(0, sectors - first_column)


def easa_fdp_table(spec: EasaFdpTable, given: Input) -> Answer:
    limits = row_at(spec.rows, given["report"])
    return {"limit": length(limits[min(column(given["sectors"], spec.first_column), len(limits) - 1)])}


def easa_unknown_fdp(spec: EasaUnknownFdp, given: Input) -> Answer:
    at = min(column(given["sectors"], spec.first_column), len(spec.limits) - 1)
    return {"limit": length(spec.limits[at])}


def easa_planned_extension(spec: EasaPlannedExtension, given: Input) -> Answer:
    limits, at = row_at(spec.rows, given["report"]), column(given["sectors"], spec.first_column)
    return {"limit": length(limits[at])} if at < len(limits) else {"allowed": False}


def easa_acclimatisation(spec: EasaAcclimatisation, given: Input) -> Answer:
    apart = minutes(given["difference"])
    row = next(row for row in spec.rows if apart < row.difference or (apart == row.difference and not row.under))
    return {"state": row.states[sum(minutes(given["elapsed"]) >= since for since in spec.elapsed)]}


def easa_rest(spec: EasaRest, given: Input) -> Answer:
    return {"legal": minutes(given["rest"]) >= max(spec.least, minutes(given["preceding"]))}


def recurrent_recovery(spec: RecurrentRecovery, given: Input) -> Answer:
    whole = minutes(given["rest"]) >= spec.rest and given["nights"] >= spec.nights
    return {"legal": whole and minutes(given["since"]) <= spec.within}


LAW_LOOKUPS: Final[dict[str, Callable[[Any, Input], Answer]]] = {
    look.__name__: look
    for look in (
        augmented_flight_time,
        augmented_fdp_table,
        inflight_rest,
        unacclimated_reduction,
        split_duty,
        consecutive_nights,
        fdp_extension,
        overrun_exception,
        emergency_exception,
        commander_discretion,
        reserve_default,
        standby_counts,
        reserve_period,
        reserve_rest,
        reserve_duty_cap,
        reserve_notice,
        cumulative_limit,
        days_off,
        no_duty_in_rest,
        transport_is_duty,
        acclimating_rest,
        recovery_after_travel,
        interrupted_rest,
        deadhead_rest,
        cabin_duty_band,
        cabin_duty_rest,
        rest_floor,
        reduced_rest,
        duty_after_reduced_rest,
        easa_fdp_table,
        easa_unknown_fdp,
        easa_planned_extension,
        easa_acclimatisation,
        easa_rest,
        recurrent_recovery,
    )
}
"""By family."""
