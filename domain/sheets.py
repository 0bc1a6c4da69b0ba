"""Sheets: a table as people paste it out of a spreadsheet, and its cells as rule data writes them."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from domain.clock import HOUR
from domain.errors import InputError

_CLOCK: Final = re.compile(r"(\d{1,3}):?([0-5]\d)")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A head line and the lines under it, every cell as text; an empty cell says nothing."""

    head: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]

    def text(self) -> str:
        """Tab-separated, as a spreadsheet takes it."""
        return "".join("\t".join(line) + "\n" for line in (self.head, *self.lines))

    def parts(self) -> dict[str, "Sheet"]:
        """By the dates of a leading column ``since``, in the sheet's order; one part ``""`` where there is none."""
        if self.head[0] != "since":
            return {"": self}
        dates = dict.fromkeys(line[0] for line in self.lines)
        return {
            since: Sheet(self.head[1:], tuple(line[1:] for line in self.lines if line[0] == since)) for since in dates
        }


def read(text: str) -> Sheet:
    """Tab- or comma-separated text; ``InputError`` names a line that is longer than the head, or an empty sheet."""
    first = text.lstrip("\n").partition("\n")[0]
    lines = list(csv.reader(io.StringIO(text), delimiter="\t" if "\t" in first else ","))
    filled = [tuple(cell.strip() for cell in line) for line in lines if any(cell.strip() for cell in line)]
    if len(filled) < 2:
        raise InputError("The sheet is empty: it needs a head line and at least one line under it.")
    head, *rest = filled
    for number, line in enumerate(rest, start=2):
        if len(line) > len(head):
            raise InputError(f"Line {number} of the sheet has {len(line)} cells and the head only {len(head)}: {line}.")
    return Sheet(head, tuple(line + ("",) * (len(head) - len(line)) for line in rest))


def stacked(parts: Iterable[tuple[str, Sheet]]) -> Sheet:
    """Sheets of several dates under one head; columns that one of them lacks stay empty there."""
    given = list(parts)
    head = tuple(dict.fromkeys(name for _, sheet in given for name in sheet.head))
    lines = []
    for since, sheet in given:
        for line in sheet.lines:
            cells = dict(zip(sheet.head, line, strict=True))
            lines.append((since, *(cells.get(name, "") for name in head)))
    return Sheet(("since", *head), tuple(lines))


def length(cell: str, where: str) -> int:
    """Minutes of ``10:30``, ``1030`` or ``0600``; ``InputError`` says where the cell is."""
    found = _CLOCK.fullmatch(cell)
    if found is None:
        raise InputError(f"{where}: {cell!r} is no length or time: write 10:30.")
    return int(found[1]) * HOUR + int(found[2])


def count(cell: str, where: str) -> int:
    """A whole number."""
    if not cell.isdecimal():
        raise InputError(f"{where}: {cell!r} is no whole number.")
    return int(cell)


def amount(cell: str, where: str) -> Decimal:
    """An amount such as ``90.00``; a currency sign and commas between thousands are read over."""
    try:
        return Decimal(cell.lstrip("$€£").replace(",", "").strip())
    except InvalidOperation:
        raise InputError(f"{where}: {cell!r} is no amount: write 90.00.") from None


def clock(minute: int) -> str:
    """``06:00``."""
    return f"{minute // HOUR:02}:{minute % HOUR:02}"


def cell_at(head: Sequence[str], line: Sequence[str], name: str) -> str:
    """A cell by its column; ``InputError`` names those there are."""
    if name not in head:
        raise InputError(f"The sheet has no column {name!r}: its head says {', '.join(head)}.")
    return line[list(head).index(name)]
