"""Grids: rates by seat, type and longevity, and limits by time of day, as a sheet that people edit and paste.

A sheet of limits has the columns ``from``, ``to``, then one for each number of segments; one of rates ``years``, then
one for each seat (``CAPTAIN``) or seat and type (``CAPTAIN A321``). A leading column ``since`` holds dates.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise, zip_longest
from typing import Any, Final

from pydantic import ValidationError

from domain.clock import DAY, hours
from domain.errors import InputError
from domain.rules.pay import HourlyRate, Step
from domain.rules.rule import Spec, Version
from domain.sheets import Sheet, amount, cell_at, clock, count, length, read, stacked


class Fault(StrEnum):
    """What can be wrong with a grid."""

    GAP = "gap"  # a case that no line speaks of
    OVERLAP = "overlap"  # a case that two lines speak of
    BACKWARDS = "backwards"  # a line that ends before it begins
    NOT_MONOTONIC = "not_monotonic"  # more segments allow more, or more years pay less


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault with one case that shows it."""

    fault: Fault
    witness: dict[str, str]
    says: str


BARRED: Final = frozenset({Fault.GAP, Fault.OVERLAP, Fault.BACKWARDS})
"""The faults that no pasted sheet may have; steps that fall are reported and may be meant."""


def to_sheet(spec: Spec) -> str:
    """The grid of a spec as tab-separated text; ``InputError`` for a family that is no grid."""
    return _sheet(spec).text()


def to_dated_sheet(versions: Sequence[Version]) -> str:
    """The grids of all versions under one head, with a leading column ``since``."""
    return stacked((version.since.isoformat(), _sheet(version.spec)) for version in versions).text()


def from_sheet(text: str, like: Spec) -> Spec:
    """The spec ``like`` with the grid of a pasted sheet; ``InputError`` names each fault with its witness."""
    return _read(read(text), like)


def from_dated_sheet(text: str, like: Spec) -> tuple[Version, ...]:
    """One version for each date of a sheet that begins with ``since``."""
    sheet = read(text)
    if sheet.head[0] != "since":
        raise InputError("The sheet has no column 'since' in front: it says one grid, not several with their dates.")
    return tuple(Version(since=_date(since), spec=_read(part, like)) for since, part in sheet.parts().items())


def is_dated(text: str) -> bool:
    """Whether a sheet has a leading column ``since``."""
    return read(text).head[0] == "since"


def check(given: Spec | str) -> tuple[Finding, ...]:
    """What is wrong with a grid, or with a sheet that is not one yet; each with a case that shows it."""
    sheet = read(given) if isinstance(given, str) else _sheet(given)
    found: list[Finding] = []
    for since, part in sheet.parts().items():
        dated = {"since": since} if since else {}
        faults = _rate_faults(part) if part.head[0] == "years" else _limit_faults(part)
        found += (Finding(one.fault, dated | one.witness, one.says) for one in faults)
    return tuple(found)


def _sheet(spec: Spec) -> Sheet:
    if isinstance(spec, HourlyRate):
        return _rates(spec.steps)
    rows: Sequence[Any] = getattr(spec, "rows", ())
    if not rows or not all(hasattr(row, "start") and _cells(row) for row in rows):
        raise InputError(f"{spec.family} is no grid: only tables by time of day and pay scales are.")
    names = ("limit",) if hasattr(rows[0], "limit") else tuple(str(place + 1) for place in range(len(_cells(rows[0]))))
    lines = [(clock(row.start), clock(row.end), *map(_told, _cells(row))) for row in rows]
    return Sheet(("from", "to", *names), tuple(lines))


def _cells(row: Any) -> tuple[int | None, ...]:
    return tuple(getattr(row, "limits", ())) or ((row.limit,) if hasattr(row, "limit") else ())


def _told(minutes: int | None) -> str:
    return "" if minutes is None else hours(minutes)


def _rates(steps: Iterable[Step]) -> Sheet:
    """A line for each number of years; a second one where a seat has two steps for the same years."""
    columns: dict[str, dict[int, list[str]]] = {}
    for step in steps:
        name = f"{step.position} {step.aircraft_type or ''}".strip()
        columns.setdefault(name, {}).setdefault(step.years, []).append(f"{step.rate:.2f}")
    lines: list[tuple[str, ...]] = []
    for years in sorted({years for column in columns.values() for years in column}):
        told = [column.get(years, []) for column in columns.values()]
        lines += [(str(years), *line) for line in zip_longest(*told, fillvalue="")]
    return Sheet(("years", *columns), tuple(lines))


def _read(sheet: Sheet, like: Spec) -> Spec:
    rates = isinstance(like, HourlyRate)
    if rates != (sheet.head[0] == "years"):
        raise InputError(f"The sheet begins with {sheet.head[0]!r}, which is no grid of {like.family}.")
    barred = [one for one in (_rate_faults if rates else _limit_faults)(sheet) if one.fault in BARRED]
    if barred:
        raise InputError(f"The sheet cannot be taken: {' '.join(one.says for one in barred)}")
    values = {"steps": _steps(sheet)} if rates else {"rows": list(_rows(sheet, _sheet(like)))}
    try:
        return type(like).model_validate(like.model_dump() | values)
    except ValidationError as wrong:
        said = wrong.errors()[0]["msg"].removeprefix("Value error, ")
        raise InputError(f"The sheet cannot be taken as {like.family}: {said}.") from None


def _steps(sheet: Sheet) -> list[dict[str, object]]:
    found = []
    for place, name in enumerate(sheet.head[1:], start=1):
        position, _, kind = name.partition(" ")
        for line in sheet.lines:
            if line[place]:
                rate = amount(line[place], f"{name}, {line[0]} years")
                years = count(line[0], "years")
                found.append({"position": position, "years": years, "rate": rate, "aircraft_type": kind or None})
    return found


def _rows(sheet: Sheet, like: Sheet) -> Iterator[dict[str, object]]:
    for line in sheet.lines:
        start, end = _band(sheet, line)
        cells = [
            length(cell, f"{line[0]}, {name}") if cell else None
            for name, cell in zip(sheet.head[2:], line[2:], strict=True)
        ]
        yield {"start": start, "end": end} | ({"limit": cells[0]} if like.head[2] == "limit" else {"limits": cells})


def _band(sheet: Sheet, line: Sequence[str]) -> tuple[int, int]:
    start, end = (length(cell_at(sheet.head, line, name), f"column {name}") for name in ("from", "to"))
    return start, end


def _limit_faults(sheet: Sheet) -> Iterator[Finding]:
    """Every minute of the day once, and never more for more segments."""
    bands = sorted(_band(sheet, line) for line in sheet.lines)
    for start, end in bands:
        if end <= start:
            yield _at(Fault.BACKWARDS, start, f"The line from {clock(start)} ends at {clock(end)}, before it begins.")
    reached = 0
    for start, end in [*bands, (DAY, DAY)]:
        if start > reached:
            yield _at(Fault.GAP, reached, f"A report at {clock(reached)} is in no line.")
        elif start < reached and start < DAY:
            yield _at(Fault.OVERLAP, start, f"A report at {clock(start)} is in two lines.")
        reached = max(reached, end)
    for line in sheet.lines:
        yield from _rising(sheet, line)


def _at(fault: Fault, minute: int, says: str) -> Finding:
    return Finding(fault, {"report": clock(minute)}, says)


def _rising(sheet: Sheet, line: Sequence[str]) -> Iterator[Finding]:
    told = [
        (name, length(cell, f"{line[0]}, {name}")) for name, cell in zip(sheet.head[2:], line[2:], strict=True) if cell
    ]
    for (fewer, less), (more, limit) in pairwise(told):
        if limit > less:
            witness = {"report": line[0], "segments": more}
            says = f"A report at {line[0]} may have {hours(limit)} with {more} and only {hours(less)} with {fewer}."
            yield Finding(Fault.NOT_MONOTONIC, witness, says)


def _rate_faults(sheet: Sheet) -> Iterator[Finding]:
    """Every seat is paid from the first year on, once, and never less for more years."""
    for place, name in enumerate(sheet.head[1:], start=1):
        steps = [
            (count(line[0], "years"), amount(line[place], f"{name}, {line[0]} years"))
            for line in sheet.lines
            if line[place]
        ]
        if not steps or min(steps)[0] > 0:
            yield _for(Fault.GAP, name, 0, f"A {name} in the first year (0 years) has no rate.")
        for (before, less), (years, rate) in pairwise(sorted(steps, key=lambda step: step[0])):
            if before == years:
                yield _for(Fault.OVERLAP, name, years, f"A {name} of {years} years has two rates, {less} and {rate}.")
            elif rate < less:
                says = f"A {name} of {years} years has {rate} an hour, less than the {less} of {before} years."
                yield _for(Fault.NOT_MONOTONIC, name, years, says)


def _for(fault: Fault, name: str, years: int, says: str) -> Finding:
    position, _, kind = name.partition(" ")
    typed = {"aircraft_type": kind} if kind else {}
    return Finding(fault, {"position": position} | typed | {"years": str(years)}, says)


def _date(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise InputError(f"column since: {cell!r} is no day: write 2026-01-31.") from None
