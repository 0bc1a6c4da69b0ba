"""What each family answers, worked out here a second time, slowly and from the rule's data alone."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from domain.rules.limits import (
    CrewComplement,
    MinimumConnection,
    ReportRelease,
)

Input = Mapping[str, Any]
DAY: Final = 24 * 60


def minutes(text: str) -> int:
    hours, rest = text.split(":")
    return int(hours) * 60 + int(rest)


def length(total: int) -> str:
    return f"{total // 60}:{total % 60:02}"


def report_release(spec: ReportRelease, given: Input) -> Input:
    if "departure" in given:
        return {"report": length(minutes(given["departure"]) - spec.report_before)}
    return {"release": length(minutes(given["arrival"]) + spec.release_after)}


def minimum_connection(spec: MinimumConnection, given: Input) -> Input:
    return {"legal": minutes(given["gap"]) >= spec.minutes}


def crew_complement(spec: CrewComplement, _given: Input) -> Input:
    return {"crew": sum(spec.positions.values())}


LOOKUPS: Final[dict[str, Callable[[Any, Input], Input]]] = {
    look.__name__: look
    for look in (
        report_release,
        minimum_connection,
        crew_complement,
    )
}
"""By family."""
