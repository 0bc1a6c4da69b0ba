"""Table A and Table B: flight time and flight duty period by report time (14 CFR 117.11, 117.13)."""

from collections.abc import Callable, Iterator
from typing import Final

from domain.clock import hours
from domain.rules.limits import Band, FdpTable, FlightTimeTable
from legality.acclimation import Reading
from legality.breach import Breach
from legality.served import Served

UNACCLIMATED: Final = 30  # minutes less (117.13(b))


def flight_duty_period(spec: FdpTable, served: Served, planned: bool) -> Iterator[Breach]:
    """The flight duty period does not exceed the row of its report and the column of its segments."""
    segments = len(served.operated)
    if not segments:
        return
    column = min(segments, len(spec.rows[0].limits)) - 1

    def limit(reading: Reading) -> int:
        (row,) = (row for row in spec.rows if _in(row, reading))
        return row.limits[column] - (0 if reading.acclimated else UNACCLIMATED)

    what = f"flight duty period with {segments} segment{'s' if segments > 1 else ''}"
    for breach in _over(served.fdp(planned), served, limit, what):
        note = "; extensions (117.19) are not considered yet" if breach.certain else ""
        yield Breach(breach.limit, breach.actual, f"{breach.message}{note}.", breach.certain)


def flight_time(spec: FlightTimeTable, served: Served, planned: bool) -> Iterator[Breach]:
    """The block time of the flight duty period does not exceed the row of its report."""
    if not served.operated:
        return

    def limit(reading: Reading) -> int:
        (row,) = (row for row in spec.rows if _in(row, reading))
        return row.limit

    for breach in _over(served.flight_time(planned), served, limit, "flight time"):
        yield Breach(breach.limit, breach.actual, f"{breach.message}.", breach.certain)


def _in(band: Band, reading: Reading) -> bool:
    return band.start <= reading.minute < band.end


def _over(actual: int, served: Served, limit: Callable[[Reading], int], what: str) -> Iterator[Breach]:
    """Broken on every reading: certain. Broken on the strictest only: for the carrier's policy. Equality is kept."""
    limits = sorted((limit(reading), reading) for reading in served.readings)
    strictest, loosest = limits[0], limits[-1]
    if actual <= strictest[0]:
        return
    certain = actual > loosest[0]
    most, reading = loosest if certain else strictest
    message = f"The {what} of {hours(actual)} exceeds {hours(most)} for a report at {_clock(reading)}"
    if not certain:
        message += f"; on another clock {hours(loosest[0])} holds: choose acclimated_clock."
    yield Breach(most, actual, message, certain)


def _clock(reading: Reading) -> str:
    hour, minute = divmod(reading.minute, 60)
    worn = "" if reading.acclimated else f", not acclimated: {UNACCLIMATED} minutes less duty"
    return f"{hour:02}:{minute:02} {reading.whose} clock ({reading.zone}{worn})"
